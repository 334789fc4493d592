package dev.dupabase.auth.password;

import dev.dupabase.auth.error.WeakPassword;
import dev.dupabase.auth.settings.PasswordRules;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Judges passwords by a project's rules (contracts/auth.md §4.2).
@Component
public class PasswordPolicy {
    /// @throws WeakPassword with every reason at once
    public void require(String password, PasswordRules rules) {
        judge(password, rules)
                .ifPresent(weakness -> {
                    throw weakness;
                });
    }

    /// What is wrong with it, if anything.
    public Optional<WeakPassword> judge(String password, PasswordRules rules) {
        var reasons = new ArrayList<String>();
        var messages = new ArrayList<String>();
        if (password.codePointCount(0, password.length()) < rules.minLength()) {
            reasons.add("length");
            messages.add("Password should be at least %d characters.".formatted(rules.minLength()));
        }
        if (!rules.requiredCharacters().stream().allMatch(set -> hasOneOf(password, set))) {
            reasons.add("characters");
            messages.add(
                    "Password should contain at least one character of each: %s."
                            .formatted(String.join(", ", rules.requiredCharacters())));
        }
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(new WeakPassword(String.join(" ", messages), reasons));
    }

    private static boolean hasOneOf(String password, String set) {
        return password.codePoints().anyMatch(letter -> set.indexOf(letter) >= 0);
    }
}
