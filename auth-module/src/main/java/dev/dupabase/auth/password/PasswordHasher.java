package dev.dupabase.auth.password;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;
import org.springframework.stereotype.Component;

/// Hashes and compares passwords with bcrypt, as many at a time as there are cores and in the order
/// they came. It has threads of its own: on a virtual thread's carrier, half a hundred milliseconds
/// of arithmetic would keep every other request waiting. Never call it with a connection in hand.
@Component
public class PasswordHasher {
    /// bcrypt does not see more of a password than that.
    private static final int MOST_BYTES = 72;

    private static final int STRENGTH = 10;
    private static final int MOST_WAITING = 512;

    /// Of salt and digest, as bcrypt writes them.
    private static final int HASH_LETTERS = 53;

    private static final String ALPHABET =
            "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final BCryptPasswordEncoder encoder =
            new BCryptPasswordEncoder(BCryptVersion.$2A, STRENGTH);
    private final String nobodys = ofNoPassword();
    private final ThreadPoolExecutor threads;

    PasswordHasher() {
        int cores = Runtime.getRuntime().availableProcessors();
        this.threads =
                new ThreadPoolExecutor(
                        cores,
                        cores,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(MOST_WAITING, true),
                        Thread.ofPlatform().daemon().name("password-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// @throws ApiException if the password is longer than 72 bytes
    public String hash(String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Password cannot be longer than %d characters".formatted(MOST_BYTES));
        }
        return inTurn(() -> encoder.encode(password));
    }

    /// Whether the password made the hash. Without a hash it takes as long, and the answer is no.
    ///
    /// @param hash empty if there is none; else bcrypt's or one of [ForeignHashes]
    public boolean matches(String password, String hash) {
        if (!hash.isEmpty() && !ForeignHashes.isBcrypt(hash) && ForeignHashes.isKnown(hash)) {
            return inTurn(() -> ForeignHashes.matches(password, hash));
        }
        var known = ForeignHashes.isBcrypt(hash);
        var compared = known ? hash : nobodys;
        return inTurn(() -> encoder.matches(password, compared)) && known;
    }

    /// A hash that no known password makes, at no cost: for users who are to have a password that
    /// nobody knows.
    public static String ofNoPassword() {
        var random = new SecureRandom();
        var text = new StringBuilder("$2a$%d$".formatted(STRENGTH));
        for (int i = 0; i < HASH_LETTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw new ApiException(CommonError.OVERLOADED, "too many sign-ins at once", e)
                    .header("Retry-After", "1");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a password was hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
