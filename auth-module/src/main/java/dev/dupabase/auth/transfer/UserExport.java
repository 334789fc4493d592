package dev.dupabase.auth.transfer;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes all users of a project out, some hundred at a time, in the forms that [UserImport] reads.
@Component
class UserExport {
    private static final int PAGE = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private record Page(List<User> users, Map<UUID, String> usernames) {}

    private final ProjectDatabase database;
    private final TransferRepository repository;

    UserExport(ProjectDatabase database, TransferRepository repository) {
        this.database = database;
        this.repository = repository;
    }

    /// @param hashes whether password hashes are among it
    void json(OutputStream output, boolean hashes) throws IOException {
        var writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        writer.write("[");
        var separator = "\n";
        for (var page = page(BEFORE_ALL); !page.users().isEmpty(); page = behind(page)) {
            for (var user : page.users()) {
                writer.write(separator);
                writer.write(Columns.json(entry(user, page, hashes)));
                separator = ",\n";
            }
            writer.flush();
        }
        writer.write("\n]\n");
        writer.flush();
    }

    void csv(OutputStream output, boolean hashes) throws IOException {
        var writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        writer.write(String.join(",", CsvUsers.COLUMNS) + "\r\n");
        for (var page = page(BEFORE_ALL); !page.users().isEmpty(); page = behind(page)) {
            for (var user : page.users()) {
                writeRecord(writer, entry(user, page, hashes));
            }
            writer.flush();
        }
        writer.flush();
    }

    private static void writeRecord(Writer writer, Map<String, @Nullable Object> entry)
            throws IOException {
        var separator = "";
        for (var column : CsvUsers.COLUMNS) {
            writer.write(separator);
            writer.write(CsvCell.write(text(entry.get(column))));
            separator = ",";
        }
        writer.write("\r\n");
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> Columns.json(map);
            default -> value.toString();
        };
    }

    private Page page(UUID after) {
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var users = repository.page(after, PAGE);
                    return new Page(users, repository.usernames(users));
                });
    }

    private Page behind(Page page) {
        return page(page.users().getLast().id());
    }

    private static Map<String, @Nullable Object> entry(User user, Page page, boolean hashes) {
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("id", user.id());
        put(entry, "email", user.email());
        put(entry, "phone", user.phone());
        put(entry, "email_confirmed_at", user.emailConfirmedAt());
        put(entry, "phone_confirmed_at", user.phoneConfirmedAt());
        put(entry, "role", user.role());
        put(entry, "password_hash", hashes ? user.encryptedPassword() : "");
        entry.put("app_metadata", user.appMetadata());
        entry.put("user_metadata", user.userMetadata());
        put(entry, "created_at", user.createdAt());
        put(entry, "last_sign_in_at", user.lastSignInAt());
        put(entry, "banned_until", user.bannedUntil());
        put(entry, "username", page.usernames().get(user.id()));
        if (user.ssoUser()) {
            entry.put("is_sso_user", true);
        }
        entry.put(
                "identities",
                user.identities().stream()
                        .map(identity ->
                                Map.of(
                                        "provider", identity.provider(),
                                        "id", identity.providerId(),
                                        "identity_data", identity.data()))
                        .toList());
        return entry;
    }

    private static void put(
            Map<String, @Nullable Object> entry, String name, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            entry.put(name, value);
        }
    }
}
