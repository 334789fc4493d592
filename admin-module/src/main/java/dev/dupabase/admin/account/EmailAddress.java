package dev.dupabase.admin.account;

import dev.dupabase.admin.error.Problems;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// E-mail addresses of accounts: trimmed and in lower case.
public final class EmailAddress {
    private static final int LONGEST = 254;
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");

    private EmailAddress() {}

    /// The address as accounts have it; empty text stays empty.
    public static String normalise(@Nullable String email) {
        return email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
    }

    /// Notes what is wrong with a normalised address.
    public static void check(Problems problems, String email) {
        problems.require(!email.isEmpty(), "email", "an e-mail address is needed")
                .require(isValid(email), "email", "the e-mail address is not valid");
    }

    private static boolean isValid(String email) {
        return email.length() <= LONGEST && SHAPE.matcher(email).matches();
    }
}
