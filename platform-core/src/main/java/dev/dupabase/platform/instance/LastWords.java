package dev.dupabase.platform.instance;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes something when the process stops, and gives up soon: a database that is gone keeps nobody
/// from stopping.
public final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    private LastWords() {}

    /// @param patience after which the work is interrupted
    public static void write(Runnable work, Duration patience) {
        var thread =
                Thread.ofVirtual()
                        .name("last-words")
                        .uncaughtExceptionHandler((which, fault) -> LOG.debug("unsaid", fault))
                        .start(work);
        try {
            if (!thread.join(patience)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
