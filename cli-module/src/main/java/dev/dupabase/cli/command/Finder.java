package dev.dupabase.cli.command;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.call.PlatformApi;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Finds what people name: a project by its id, ref or name, an organisation by its id, slug or
/// name.
public final class Finder {
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private final PlatformApi api;

    public Finder(PlatformApi api) {
        this.api = api;
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// All organisations of the caller.
    public JsonNode organisations() {
        return api.get("/platform/orgs");
    }

    /// The projects of all organisations of the caller.
    public List<JsonNode> projects() {
        var all = new ArrayList<JsonNode>();
        for (var organisation : organisations()) {
            projectsOf(Json.text(organisation, "id")).forEach(all::add);
        }
        return all;
    }

    public JsonNode projectsOf(String organisation) {
        return api.get("/platform/projects?org_id=" + organisation);
    }

    public JsonNode project(String name) {
        if (isId(name)) {
            return api.get("/platform/projects/" + name);
        }
        var all = projects();
        var found = matching(all, name, "ref");
        return one(found.isEmpty() ? matching(all, name, "name") : found, "project", name);
    }

    public String projectId(String name) {
        return isId(name) ? name : Json.text(project(name), "id");
    }

    public String organisationId(String name) {
        if (isId(name)) {
            return name;
        }
        var all = organisations().valueStream().toList();
        var found = matching(all, name, "slug");
        return Json.text(
                one(found.isEmpty() ? matching(all, name, "name") : found, "organisation", name),
                "id");
    }

    private static List<JsonNode> matching(List<JsonNode> all, String name, String field) {
        return all.stream().filter(one -> Json.text(one, field).equals(name)).toList();
    }

    private static JsonNode one(List<JsonNode> found, String kind, String name) {
        return switch (found.size()) {
            case 0 ->
                    throw new CommandFailure(
                            ExitCode.NOT_YOURS, "you have no %s '%s'".formatted(kind, name));
            case 1 -> found.getFirst();
            default ->
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "%d of your %ss are called '%s': give the id"
                                    .formatted(found.size(), kind, name));
        };
    }
}
