package dev.dupabase.admin.account;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.password.PasswordRules;
import dev.dupabase.platform.secret.Secret;
import org.jspecify.annotations.Nullable;

/// A wish to register, with its fields in order.
///
/// @param email in normal form
/// @param inviteCode empty if none was given
record Registration(
        String email, Secret password, @Nullable String displayName, String inviteCode) {
    private static final int LONGEST_NAME = 100;

    /// @throws dev.dupabase.platform.error.ApiException that names the fields at fault
    static Registration of(
            @Nullable String email,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String inviteCode) {
        var address = EmailAddress.normalise(email);
        var name = displayName == null || displayName.isBlank() ? null : displayName.strip();
        var problems = new Problems();
        EmailAddress.check(problems, address);
        PasswordRules.check(problems, "password", password);
        problems.require(
                name == null
                        || (name.codePointCount(0, name.length()) <= LONGEST_NAME
                                && name.codePoints().noneMatch(Character::isISOControl)),
                "display_name",
                "a name has at most 100 characters");
        problems.refuseIfAny();
        return new Registration(
                address,
                new Secret(password == null ? "" : password),
                name,
                inviteCode == null ? "" : inviteCode.strip());
    }
}
