package dev.dupabase.auth.password;

import java.util.regex.Pattern;

/// Which hashes made elsewhere are taken (contracts/auth.md §4.1). Their cost is the importing
/// project's choice, but it is every project's sign-ins that wait meanwhile, so there is a limit.
public final class ForeignHashes {
    private static final Pattern BCRYPT =
            Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");

    /// About three seconds.
    private static final long MOST_WORK = 2L << 30;

    private ForeignHashes() {}

    public static boolean isKnown(String hash) {
        return isBcrypt(hash) || ForeignHash.parse(hash).filter(ForeignHashes::isCheap).isPresent();
    }

    static boolean isBcrypt(String hash) {
        return BCRYPT.matcher(hash).matches();
    }

    /// Whether the password made a hash that is not bcrypt's.
    static boolean matches(String password, String hash) {
        return ForeignHash.parse(hash)
                .filter(ForeignHashes::isCheap)
                .filter(known -> known.matches(password))
                .isPresent();
    }

    private static boolean isCheap(ForeignHash hash) {
        return hash.work() <= MOST_WORK && hash.memory() <= Runtime.getRuntime().maxMemory() / 4;
    }
}
