package dev.dupabase.auth.transfer;

import dev.dupabase.auth.transfer.JsonUsers.BadEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Users as `firebase auth:export` writes them. The parameters of their hashes, which Firebase
/// shows in its console, come as `hash_config` before the array `users`.
final class FirebaseShape implements JsonUsers.Shape {
    private static final Map<String, String> PROVIDERS =
            Map.of(
                    "google.com", "google",
                    "facebook.com", "facebook",
                    "apple.com", "apple",
                    "github.com", "github",
                    "twitter.com", "twitter",
                    "microsoft.com", "azure");
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

    private final JsonObjects file;
    private final Instant now;

    FirebaseShape(JsonObjects file, Instant now) {
        this.file = file;
        this.now = now;
    }

    @Override
    public ImportedUser user(JsonNode node) throws BadEntry {
        var uid = Values.text(node, "localId");
        var created = UserBuilder.millis("createdAt", Values.text(node, "createdAt"));
        var confirmedAt = created == null ? now : created;
        var metadata = new LinkedHashMap<String, @Nullable Object>();
        put(metadata, "full_name", Values.text(node, "displayName"));
        put(metadata, "avatar_url", Values.text(node, "photoUrl"));
        var builder =
                new UserBuilder()
                        .foreignId("firebase", uid)
                        .email(
                                Values.text(node, "email"),
                                Values.flag(node, "emailVerified") ? confirmedAt : null)
                        // Firebase knows no numbers but those that were proven.
                        .phone(Values.text(node, "phoneNumber"), confirmedAt)
                        .passwordHash(hash(node))
                        .userMetadata(metadata)
                        .appMetadata(Values.object(node, "customAttributes"))
                        .appMetadata(Map.of("firebase_uid", uid))
                        .times(
                                created,
                                UserBuilder.millis(
                                        "lastSignedInAt", Values.text(node, "lastSignedInAt")))
                        .bannedUntil(Values.flag(node, "disabled") ? FOR_EVER : null);
        for (var account : node.path("providerUserInfo")) {
            addAccount(builder, account);
        }
        return builder.build();
    }

    private static void addAccount(UserBuilder builder, JsonNode account) throws BadEntry {
        var data = new LinkedHashMap<String, @Nullable Object>();
        put(data, "email", Values.text(account, "email"));
        put(data, "full_name", Values.text(account, "displayName"));
        put(data, "avatar_url", Values.text(account, "photoUrl"));
        builder.account(
                PROVIDERS.getOrDefault(Values.text(account, "providerId"), ""),
                Values.text(account, "rawId"),
                data);
    }

    /// In the form that this API compares passwords with; not understood without the parameters.
    private String hash(JsonNode node) throws BadEntry {
        var digest = base64(Values.text(node, "passwordHash"));
        if (digest.isEmpty()) {
            return "";
        }
        var config = file.header();
        if (config.isEmpty()) {
            return "without hash_config";
        }
        return "$fbscrypt$v=1,n=%s,r=%s,p=1,ss=%s,sk=%s$%s$%s"
                .formatted(
                        Values.text(config.get(), "mem_cost"),
                        Values.text(config.get(), "rounds"),
                        base64(Values.text(config.get(), "base64_salt_separator")),
                        base64(Values.text(config.get(), "base64_signer_key")),
                        base64(Values.text(node, "salt")),
                        digest);
    }

    private static String base64(String text) {
        return text.replace('-', '+').replace('_', '/');
    }

    private static void put(Map<String, @Nullable Object> values, String name, String text) {
        if (!text.isEmpty()) {
            values.put(name, text);
        }
    }
}
