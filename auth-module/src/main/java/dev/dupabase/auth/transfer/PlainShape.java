package dev.dupabase.auth.transfer;

import dev.dupabase.auth.transfer.JsonUsers.BadEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Users as exports of this API write them, under the names of its admin API.
final class PlainShape implements JsonUsers.Shape {
    private final Instant now;

    PlainShape(Instant now) {
        this.now = now;
    }

    @Override
    public ImportedUser user(JsonNode node) throws BadEntry {
        if (Values.flag(node, "is_sso_user")) {
            throw new BadEntry("users of single sign-on come with their provider");
        }
        var builder =
                new UserBuilder()
                        .id(Values.text(node, "id"))
                        .email(
                                Values.text(node, "email"),
                                confirmed(node, "email_confirmed_at", "email_confirm"))
                        .phone(
                                Values.text(node, "phone"),
                                confirmed(node, "phone_confirmed_at", "phone_confirm"))
                        .role(Values.text(node, "role"))
                        .passwordHash(Values.text(node, "password_hash"))
                        .appMetadata(Values.object(node, "app_metadata"))
                        .userMetadata(Values.object(node, "user_metadata"))
                        .times(time(node, "created_at"), time(node, "last_sign_in_at"))
                        .bannedUntil(time(node, "banned_until"))
                        .username(Values.text(node, "username"));
        for (var identity : node.path("identities")) {
            var provider = Values.text(identity, "provider");
            if (!provider.equals("email") && !provider.equals("phone")) {
                builder.account(
                        provider,
                        Values.text(identity, "id"),
                        Values.object(identity, "identity_data"));
            }
        }
        return builder.build();
    }

    private @Nullable Instant confirmed(JsonNode node, String time, String flag) throws BadEntry {
        var at = time(node, time);
        return at == null ? time(node, flag) : at;
    }

    private @Nullable Instant time(JsonNode node, String name) throws BadEntry {
        return UserBuilder.time(name, Values.text(node, name), now);
    }
}
