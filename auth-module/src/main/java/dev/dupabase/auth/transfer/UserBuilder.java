package dev.dupabase.auth.transfer;

import dev.dupabase.auth.password.ForeignHashes;
import dev.dupabase.auth.transfer.ImportedUser.Account;
import dev.dupabase.auth.transfer.JsonUsers.BadEntry;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.auth.username.UsernameRepository;
import dev.dupabase.platform.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Puts a user together from what a file says, and refuses what cannot be one.
final class UserBuilder {
    private static final int LONGEST_ROLE = 255;
    private static final UUID NIL = new UUID(0, 0);

    private final Map<String, @Nullable Object> appMetadata = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> userMetadata = new LinkedHashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private @Nullable UUID id;
    private String email = "";
    private String phone = "";
    private @Nullable Instant emailConfirmedAt;
    private @Nullable Instant phoneConfirmedAt;
    private String role = "";
    private String passwordHash = "";
    private boolean hashRefused;
    private @Nullable Instant createdAt;
    private @Nullable Instant lastSignInAt;
    private @Nullable Instant bannedUntil;
    private String username = "";

    /// @param text empty: a new one
    UserBuilder id(String text) throws BadEntry {
        if (!text.isEmpty()) {
            id =
                    Uuids.parse(text)
                            .filter(value -> !value.equals(NIL))
                            .orElseThrow(() -> new BadEntry("id is not a UUID"));
        }
        return this;
    }

    /// An id that other systems wrote becomes always the same of ours, so that a file can be read
    /// twice.
    UserBuilder foreignId(String system, String text) {
        if (!text.isEmpty()) {
            id = UUID.nameUUIDFromBytes((system + ":" + text).getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    UserBuilder email(String text, @Nullable Instant confirmedAt) throws BadEntry {
        if (!text.isEmpty()) {
            try {
                email = Identifiers.email(text);
            } catch (ApiException e) {
                throw new BadEntry(e.explanation());
            }
            emailConfirmedAt = confirmedAt;
        }
        return this;
    }

    UserBuilder phone(String text, @Nullable Instant confirmedAt) throws BadEntry {
        if (!text.isEmpty()) {
            try {
                phone = Identifiers.phone(text);
            } catch (ApiException e) {
                throw new BadEntry(e.explanation());
            }
            phoneConfirmedAt = confirmedAt;
        }
        return this;
    }

    UserBuilder role(String text) throws BadEntry {
        if (text.length() > LONGEST_ROLE) {
            throw new BadEntry("role is too long");
        }
        role = text;
        return this;
    }

    /// A hash that is not understood is left out: the user has to set a new password.
    UserBuilder passwordHash(String hash) {
        if (!hash.isEmpty()) {
            hashRefused = !ForeignHashes.isKnown(hash);
            passwordHash = hashRefused ? "" : hash;
        }
        return this;
    }

    UserBuilder appMetadata(Map<String, @Nullable Object> values) {
        appMetadata.putAll(values);
        return this;
    }

    UserBuilder userMetadata(Map<String, @Nullable Object> values) {
        userMetadata.putAll(values);
        return this;
    }

    UserBuilder times(@Nullable Instant created, @Nullable Instant lastSignIn) {
        createdAt = created;
        lastSignInAt = lastSignIn;
        return this;
    }

    UserBuilder bannedUntil(@Nullable Instant until) {
        bannedUntil = until;
        return this;
    }

    UserBuilder username(String text) throws BadEntry {
        if (!text.isEmpty() && !UsernameRepository.isUsername(text)) {
            throw new BadEntry("username is not one");
        }
        username = text;
        return this;
    }

    UserBuilder account(String provider, String providerId, Map<String, @Nullable Object> data) {
        if (!provider.isEmpty() && !providerId.isEmpty()) {
            var values = new LinkedHashMap<String, @Nullable Object>(data);
            values.put("sub", providerId);
            accounts.add(new Account(provider, providerId, values));
        }
        return this;
    }

    ImportedUser build() throws BadEntry {
        if (email.isEmpty() && phone.isEmpty() && accounts.isEmpty()) {
            throw new BadEntry("neither an address nor a number nor an account elsewhere");
        }
        return new ImportedUser(
                id == null ? UUID.randomUUID() : id,
                email,
                phone,
                emailConfirmedAt,
                phoneConfirmedAt,
                role,
                passwordHash,
                hashRefused,
                appMetadata,
                userMetadata,
                createdAt,
                lastSignInAt,
                bannedUntil,
                username,
                List.copyOf(accounts));
    }

    /// A time as RFC 3339 writes it; `true` means now, empty text and `false` never.
    static @Nullable Instant time(String name, String text, Instant now) throws BadEntry {
        if (text.isEmpty() || text.equalsIgnoreCase("false")) {
            return null;
        }
        if (text.equalsIgnoreCase("true")) {
            return now;
        }
        try {
            return bounded(name, OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException e) {
            throw new BadEntry(name + " is not a time");
        }
    }

    /// @param text of a number of milliseconds since 1970; empty: unknown
    static @Nullable Instant millis(String name, String text) throws BadEntry {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return bounded(name, Instant.ofEpochMilli(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            throw new BadEntry(name + " is not a time");
        }
    }

    /// PostgreSQL knows times that no file of users has reason to hold.
    private static Instant bounded(String name, Instant time) throws BadEntry {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
            throw new BadEntry(name + " is out of range");
        }
        return time;
    }
}
