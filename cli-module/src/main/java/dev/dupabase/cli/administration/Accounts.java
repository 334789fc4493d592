package dev.dupabase.cli.administration;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.call.PlatformApi;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// All accounts of a server.
final class Accounts {
    private static final int PER_PAGE = 100;

    private final PlatformApi api;

    Accounts(PlatformApi api) {
        this.api = api;
    }

    List<JsonNode> all() {
        var all = new ArrayList<JsonNode>();
        for (int page = 1; ; page++) {
            var answer =
                    api.get("/platform/admin/users?page=%d&per_page=%d".formatted(page, PER_PAGE));
            answer.path("users").forEach(all::add);
            if (answer.path("users").size() < PER_PAGE) {
                return all;
            }
        }
    }

    JsonNode byEmail(String email) {
        return all().stream()
                .filter(user -> Json.text(user, "email").equalsIgnoreCase(email))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.NOT_YOURS, "there is no account of %s".formatted(email)));
    }
}
