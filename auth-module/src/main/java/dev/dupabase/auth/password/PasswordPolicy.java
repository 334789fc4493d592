package dev.dupabase.auth.password;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.error.WeakPassword;
import dev.dupabase.auth.password.LeakedPasswords.Finding;
import dev.dupabase.auth.settings.PasswordRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Judges passwords by a project's rules (contracts/auth.md §4.2). May ask a service elsewhere: not
/// to be called inside a transaction of the project.
@Component
public class PasswordPolicy {
    private final LeakedPasswords leaked;

    PasswordPolicy(LeakedPasswords leaked) {
        this.leaked = leaked;
    }

    /// @throws WeakPassword with every reason at once
    /// @throws dev.dupabase.platform.error.ApiException if nobody can say whether it has leaked,
    ///   and the project wants to know
    public void require(String password, PasswordRules rules) {
        var finding = finding(password, rules);
        if (finding == Finding.NO_ANSWER && rules.failClosed()) {
            throw AuthError.UNEXPECTED_FAILURE.refuse(
                    "Unable to check whether the password is known to be weak");
        }
        judge(password, rules, finding)
                .ifPresent(weakness -> {
                    throw weakness;
                });
    }

    /// What is wrong with it, if anything.
    public Optional<WeakPassword> judge(String password, PasswordRules rules) {
        return judge(password, rules, finding(password, rules));
    }

    private Finding finding(String password, PasswordRules rules) {
        return rules.refuseLeaked() ? leaked.find(password, rules.userAgent()) : Finding.NOT_FOUND;
    }

    private static Optional<WeakPassword> judge(
            String password, PasswordRules rules, Finding finding) {
        var reasons = new ArrayList<String>();
        var messages = new ArrayList<String>();
        if (password.codePointCount(0, password.length()) < rules.minLength()) {
            reasons.add("length");
            messages.add("Password should be at least %d characters.".formatted(rules.minLength()));
        }
        if (!rules.requiredCharacters().stream().allMatch(set -> hasOneOf(password, set))) {
            reasons.add("characters");
            messages.add(characters(rules.requiredCharacters()));
        }
        if (finding == Finding.LEAKED) {
            reasons.add("pwned");
            messages.add(
                    "Password is known to be weak and easy to guess, please choose a different"
                            + " one.");
        }
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(new WeakPassword(String.join(" ", messages), reasons));
    }

    private static String characters(List<String> sets) {
        return "Password should contain at least one character of each: %s."
                .formatted(String.join(", ", sets));
    }

    private static boolean hasOneOf(String password, String set) {
        return password.codePoints().anyMatch(letter -> set.indexOf(letter) >= 0);
    }
}
