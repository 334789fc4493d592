package dev.dupabase.admin.password;

import dev.dupabase.admin.AdminProperties;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.PasswordConfirmation;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.http.RateLimits;
import dev.dupabase.platform.limit.ExactRateLimiter;
import dev.dupabase.platform.limit.RateLimiters;
import dev.dupabase.platform.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Asks a signed-in account for its password again, before something that a stolen session should
/// not be enough for. So that it cannot be guessed that way, each account has few tries, over all
/// instances.
@Component
public class PasswordCheck implements PasswordConfirmation {
    private static final String HASH = "select password_hash from platform.users where id = :id";

    private final JdbcClient platform;
    private final PasswordHasher hasher;
    private final AuditLog audit;
    private final ExactRateLimiter tries;

    PasswordCheck(
            JdbcClient platform,
            PasswordHasher hasher,
            AuditLog audit,
            RateLimiters limiters,
            AdminProperties properties) {
        this.platform = platform;
        this.hasher = hasher;
        this.audit = audit;
        this.tries = limiters.exact("password tries", properties.passwordCheckLimit());
    }

    @Override
    public void require(Caller caller, String field, @Nullable String password) {
        var check = check(caller, field, password);
        if (!check.isRight()) {
            audit.write(AuditAction.PASSWORD_CHECK_FAILED, caller, caller.id());
            throw check.refusal();
        }
    }

    /// Compares with the password of the caller, for those who have a word of their own to write
    /// down when it is wrong.
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
