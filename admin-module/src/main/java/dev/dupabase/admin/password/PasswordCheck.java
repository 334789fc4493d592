package dev.dupabase.admin.password;

import dev.dupabase.admin.AdminProperties;
import dev.dupabase.admin.caller.Caller;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.http.RateLimits;
import dev.dupabase.platform.limit.RateLimiter;
import dev.dupabase.platform.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Asks a signed-in account for its password again, before something that a stolen session should
/// not be enough for. So that it cannot be guessed that way, each account has few tries.
@Component
public class PasswordCheck {
    private static final String HASH = "select password_hash from platform.users where id = :id";

    private final JdbcClient platform;
    private final PasswordHasher hasher;
    private final RateLimiter tries;

    PasswordCheck(JdbcClient platform, PasswordHasher hasher, AdminProperties properties) {
        this.platform = platform;
        this.hasher = hasher;
        this.tries = new RateLimiter(properties.passwordCheckLimit());
    }

    /// Compares with the password of the caller.
    ///
    /// @param field of the request that holds it
    /// @throws ApiException if there is none or there were too many tries
    public Result check(Caller caller, String field, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            throw Problems.of(field, "your password is needed");
        }
        RateLimits.refuseIfOver(tries.take(caller.id().toString()));
        return hasher.whenFree(() -> {
            var hash = platform.sql(HASH).param("id", caller.id()).query(String.class).optional();
            var given = new Secret(password);
            return new Result(given, hash.orElse(""), hasher.matches(given, hash));
        });
    }

    /// The outcome of a check.
    ///
    /// @param hash the account's, as it was stored
    public record Result(Secret password, String hash, boolean isRight) {
        /// The refusal of a wrong password.
        public ApiException refusal() {
            return new ApiException(PlatformError.INVALID_CREDENTIALS, "the password is wrong");
        }

        @Override
        public String toString() {
            return "Result[" + isRight + "]";
        }
    }
}
