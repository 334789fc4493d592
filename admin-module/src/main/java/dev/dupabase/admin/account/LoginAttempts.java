package dev.dupabase.admin.account;

import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Locks an address out after wrong passwords (contracts/platform.md §4.5): for fifteen minutes
/// after five from one network, and after a hundred from anywhere, so that a stranger cannot lock
/// somebody out. Counts for addresses without an account too, so that a lock tells nothing. What is
/// stored is a hash, since people type passwords into the wrong field.
@Component
class LoginAttempts {
    private static final int MOST_FROM_ONE_NETWORK = 5;
    private static final int MOST_FROM_ANYWHERE = 100;
    private static final int LOCK_SECONDS = 15 * 60;
    private static final String ANYWHERE = "";

    private static final String SECONDS_LOCKED =
            """
            select coalesce(max(ceil(extract(epoch from
                last_failure_at + make_interval(secs => :lock) - now()))), 0)::int
            from platform.login_attempts
            where email_hash = :email
                and (network = :network and failures >= :most or network = '' and failures >= :all)
                and last_failure_at > now() - make_interval(secs => :lock)
            """;

    private static final String COUNT =
            """
            insert into platform.login_attempts as a (email_hash, network, failures, last_failure_at)
            values (:email, :network, 1, now())
            on conflict (email_hash, network) do update set
                failures = case
                    when a.last_failure_at < now() - make_interval(secs => :lock) then 1
                    else a.failures + 1 end,
                last_failure_at = now()
            """;

    private static final String FORGET =
            """
            delete from platform.login_attempts
            where email_hash = :email and network in (:network, '')
            """;

    private static final String FORGET_OLD =
            "delete from platform.login_attempts where last_failure_at < now() - interval '1 day'";

    private final JdbcClient platform;

    LoginAttempts(JdbcClient platform) {
        this.platform = platform;
    }

    /// @throws ApiException if the address is locked for who comes from there
    void refuseIfLocked(String email, Origin origin) {
        int seconds =
                platform.sql(SECONDS_LOCKED)
                        .param("email", hash(email))
                        .param("network", origin.network())
                        .param("most", MOST_FROM_ONE_NETWORK)
                        .param("all", MOST_FROM_ANYWHERE)
                        .param("lock", LOCK_SECONDS)
                        .query(Integer.class)
                        .single();
        if (seconds > 0) {
            throw new ApiException(
                            PlatformError.LOGIN_LOCKED,
                            "too many wrong passwords: try again in %d minutes"
                                    .formatted((seconds + 59) / 60))
                    .header("Retry-After", Integer.toString(seconds));
        }
    }

    void countFailure(String email, Origin origin) {
        platform.sql(FORGET_OLD).update();
        count(email, origin.network());
        count(email, ANYWHERE);
    }

    void forget(String email, Origin origin) {
        platform.sql(FORGET)
                .param("email", hash(email))
                .param("network", origin.network())
                .update();
    }

    private void count(String email, String network) {
        platform.sql(COUNT)
                .param("email", hash(email))
                .param("network", network)
                .param("lock", LOCK_SECONDS)
                .update();
    }

    private static byte[] hash(String email) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(email.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
