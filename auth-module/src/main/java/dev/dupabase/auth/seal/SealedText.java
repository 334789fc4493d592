package dev.dupabase.auth.seal;

import dev.dupabase.platform.secret.Place;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.secret.SecretBox;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Seals secrets that stand in a text column of a project's own database, each bound to its row.
/// What a restored dump has in the clear is read as it is.
@Component
public class SealedText {
    private static final String MARK = "sealed:";

    private final SecretBox box;

    SealedText(SecretBox box) {
        this.box = box;
    }

    /// @return what to store; empty text for an empty secret
    public String seal(String secret, String table, String column, UUID row) {
        return secret.isEmpty()
                ? ""
                : MARK
                        + Base64.getEncoder()
                                .encodeToString(
                                        box.seal(new Secret(secret), place(table, column, row)));
    }

    /// @return empty text if nothing is stored
    public String open(@Nullable String stored, String table, String column, UUID row) {
        if (stored == null || !stored.startsWith(MARK)) {
            return stored == null ? "" : stored;
        }
        var bytes = Base64.getDecoder().decode(stored.substring(MARK.length()));
        return box.open(bytes, place(table, column, row)).reveal();
    }

    private static Place place(String table, String column, UUID row) {
        return new Place("auth." + table, column, row.toString());
    }
}
