package dev.dupabase.auth.user;

import dev.dupabase.auth.error.AuthError;
import java.util.Locale;
import java.util.regex.Pattern;

/// The rules for addresses and numbers by which users are known (contracts/auth.md §4.3).
public final class Identifiers {
    private static final int LONGEST_EMAIL = 255;
    // As browsers check <input type="email">, with at least one dot in the domain's place optional.
    private static final Pattern EMAIL =
            Pattern.compile(
                    "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+"
                            + "@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
                            + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$");
    private static final Pattern PHONE = Pattern.compile("^[1-9][0-9]{1,14}$");

    private Identifiers() {}

    /// @return the address in lower case
    public static String email(String text) {
        if (text.isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("An email address is required");
        }
        if (text.length() > LONGEST_EMAIL) {
            throw AuthError.VALIDATION_FAILED.refuse("An email address is too long");
        }
        if (!EMAIL.matcher(text).matches()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Unable to validate email address: invalid format");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /// @return the number without `+` and blanks
    public static String phone(String text) {
        var digits = text.replace(" ", "");
        digits = digits.startsWith("+") ? digits.substring(1) : digits;
        if (!PHONE.matcher(digits).matches()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Invalid phone number format (E.164 required)");
        }
        return digits;
    }
}
