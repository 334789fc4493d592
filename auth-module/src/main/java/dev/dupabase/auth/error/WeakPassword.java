package dev.dupabase.auth.error;

import dev.dupabase.platform.error.ApiException;
import java.util.List;

/// A password that does not meet the project's rules; the body lists why.
public final class WeakPassword extends ApiException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    /// @param reasons of `length`, `characters`, `pwned`
    public WeakPassword(String message, List<String> reasons) {
        super(AuthError.WEAK_PASSWORD, message);
        this.reasons = List.copyOf(reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
