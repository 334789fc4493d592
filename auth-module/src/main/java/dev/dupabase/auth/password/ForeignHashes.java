package dev.dupabase.auth.password;

import java.util.regex.Pattern;

/// Which hashes made elsewhere are taken (contracts/auth.md §4.1).
public final class ForeignHashes {
    private static final Pattern BCRYPT =
            Pattern.compile("\\$2[aby]\\$(0[4-9]|1\\d|2\\d|3[01])\\$[./A-Za-z0-9]{53}");

    private ForeignHashes() {}

    public static boolean isKnown(String hash) {
        return BCRYPT.matcher(hash).matches();
    }
}
