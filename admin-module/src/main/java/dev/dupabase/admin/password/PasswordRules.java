package dev.dupabase.admin.password;

import dev.dupabase.admin.error.Problems;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a new password of an account must be like: at least 8 characters, and at most the 72 bytes
/// that bcrypt looks at.
public final class PasswordRules {
    private static final int SHORTEST = 8;
    private static final int LONGEST_BYTES = 72;

    private PasswordRules() {}

    public static void check(Problems problems, String field, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            problems.require(false, field, "a password is needed");
            return;
        }
        problems.require(
                        password.codePointCount(0, password.length()) >= SHORTEST,
                        field,
                        "a password has at least 8 characters")
                .require(
                        password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES,
                        field,
                        "a password has at most 72 bytes")
                .require(password.indexOf('\0') < 0, field, "a password has no NUL character");
    }
}
