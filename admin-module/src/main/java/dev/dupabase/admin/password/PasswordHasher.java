package dev.dupabase.admin.password;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.secret.Secret;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and compares passwords with bcrypt at cost 12. As many at once as there are processors:
/// each takes a quarter of a second of one, and requests are plenty.
@Component
public class PasswordHasher {
    private static final int COST = 12;
    private static final int LONGEST_WAIT_SECONDS = 10;

    /// A hash of that cost which no known password makes. Written down rather than computed, since
    /// that would take every start a quarter of a second.
    private static final String OF_NOBODY = "$2a$%d$".formatted(COST) + ".".repeat(53);

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);
    private final Semaphore processors =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    public String hash(Secret password) {
        return bcrypt.encode(password.reveal());
    }

    /// Compares with the hash, or if there is none with one of nobody's password, so that the time
    /// it takes does not tell whether there is one.
    public boolean matches(Secret password, Optional<String> hash) {
        return bcrypt.matches(password.reveal(), hash.orElse(OF_NOBODY)) && hash.isPresent();
    }

    /// Runs costly work as soon as a processor is free for it.
    ///
    /// @throws ApiException with [CommonError#OVERLOADED] if none is for too long
    public <T> T whenFree(Supplier<T> work) {
        try {
            if (!processors.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        }
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }

    private static ApiException overloaded() {
        return new ApiException(CommonError.OVERLOADED, "too many sign-ins at once, try again")
                .header("Retry-After", "5");
    }
}
