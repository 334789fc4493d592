package dev.dupabase.auth.transfer;

import dev.dupabase.auth.transfer.JsonUsers.BadEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Users as Auth0 writes them: its exports of users and of password hashes, and the form it
/// imports.
final class Auth0Shape implements JsonUsers.Shape {
    private static final Map<String, String> PROVIDERS =
            Map.of(
                    "google-oauth2", "google",
                    "facebook", "facebook",
                    "apple", "apple",
                    "github", "github",
                    "twitter", "twitter",
                    "linkedin", "linkedin_oidc",
                    "windowslive", "azure");
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

    private final Instant now;

    Auth0Shape(Instant now) {
        this.now = now;
    }

    @Override
    public ImportedUser user(JsonNode node) throws BadEntry {
        var id = id(node);
        var created = time(node, "created_at");
        var confirmedAt = created == null ? now : created;
        var metadata = new LinkedHashMap<String, @Nullable Object>();
        put(metadata, "full_name", Values.text(node, "name"));
        put(metadata, "nickname", Values.text(node, "nickname"));
        put(metadata, "avatar_url", Values.text(node, "picture"));
        metadata.putAll(Values.object(node, "user_metadata"));
        var builder =
                new UserBuilder()
                        .foreignId("auth0", id)
                        .email(
                                Values.text(node, "email"),
                                Values.flag(node, "email_verified") ? confirmedAt : null)
                        .phone(
                                Values.text(node, "phone_number"),
                                Values.flag(node, "phone_verified") ? confirmedAt : null)
                        .passwordHash(hash(node))
                        .userMetadata(metadata)
                        .appMetadata(Values.object(node, "app_metadata"))
                        .appMetadata(Map.of("auth0_id", id))
                        .times(created, time(node, "last_login"))
                        .bannedUntil(Values.flag(node, "blocked") ? FOR_EVER : null);
        for (var account : node.path("identities")) {
            builder.account(
                    PROVIDERS.getOrDefault(Values.text(account, "provider"), ""),
                    Values.text(account, "user_id"),
                    Values.object(account, "profileData"));
        }
        return builder.build();
    }

    /// Exports of hashes have the bare id that others have behind `auth0|`.
    private static String id(JsonNode node) throws BadEntry {
        var id = Values.text(node, "user_id");
        if (!id.isEmpty()) {
            return id;
        }
        var bare = Values.text(node.path("_id"), "$oid");
        return bare.isEmpty() ? "" : "auth0|" + bare;
    }

    private static String hash(JsonNode node) throws BadEntry {
        for (var name : new String[] {"passwordHash", "password_hash"}) {
            var hash = Values.text(node, name);
            if (!hash.isEmpty()) {
                return hash;
            }
        }
        var custom = node.path("custom_password_hash");
        return custom.isObject() ? Values.text(custom.path("hash"), "value") : "";
    }

    private @Nullable Instant time(JsonNode node, String name) throws BadEntry {
        var value = node.path(name);
        var text = value.isObject() ? Values.text(value, "$date") : Values.text(node, name);
        return UserBuilder.time(name, text, now);
    }

    private static void put(Map<String, @Nullable Object> values, String name, String text) {
        if (!text.isEmpty()) {
            values.put(name, text);
        }
    }
}
