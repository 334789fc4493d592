package dev.dupabase.auth.transfer;

import dev.dupabase.auth.transfer.JsonUsers.BadEntry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Users of a CSV file, whose first record names its columns.
final class CsvUsers implements UserFile {
    static final List<String> COLUMNS =
            List.of(
                    "id",
                    "email",
                    "phone",
                    "email_confirmed_at",
                    "phone_confirmed_at",
                    "role",
                    "password_hash",
                    "app_metadata",
                    "user_metadata",
                    "created_at",
                    "last_sign_in_at",
                    "banned_until",
                    "username");

    private final CsvReader reader;
    private final List<String> names;
    private final Instant now;

    CsvUsers(InputStream input, Instant now) throws IOException, FileFault {
        this.now = now;
        this.reader = new CsvReader(input);
        this.names =
                reader.record().orElse(List.of()).stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
        for (var name : names) {
            if (!COLUMNS.contains(name)) {
                throw new FileFault(
                        "column \"%s\" is not one of %s"
                                .formatted(name, String.join(", ", COLUMNS)));
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new FileFault("a column is named twice");
        }
    }

    @Override
    public Optional<Entry> next() throws FileFault, IOException {
        var values = reader.record();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.get().size() != names.size()) {
            return Optional.of(
                    new Entry.Bad(
                            "%d fields for %d columns"
                                    .formatted(values.get().size(), names.size())));
        }
        try {
            return Optional.of(new Entry.Good(user(values.get())));
        } catch (BadEntry e) {
            return Optional.of(new Entry.Bad(String.valueOf(e.getMessage())));
        }
    }

    private ImportedUser user(List<String> values) throws BadEntry {
        return new UserBuilder()
                .id(value(values, "id"))
                .email(value(values, "email"), time(values, "email_confirmed_at"))
                .phone(value(values, "phone"), time(values, "phone_confirmed_at"))
                .role(value(values, "role"))
                .passwordHash(value(values, "password_hash"))
                .appMetadata(Values.parse("app_metadata", value(values, "app_metadata")))
                .userMetadata(Values.parse("user_metadata", value(values, "user_metadata")))
                .times(time(values, "created_at"), time(values, "last_sign_in_at"))
                .bannedUntil(time(values, "banned_until"))
                .username(value(values, "username"))
                .build();
    }

    private @Nullable Instant time(List<String> values, String name) throws BadEntry {
        return UserBuilder.time(name, value(values, name), now);
    }

    private String value(List<String> values, String name) throws BadEntry {
        int at = names.indexOf(name);
        return at < 0 ? "" : Values.clean(name, CsvCell.read(values.get(at)));
    }
}
