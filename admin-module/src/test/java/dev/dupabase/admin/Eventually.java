package dev.dupabase.admin;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks again until an answer is as expected: requests are counted after their answer has left.
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Eventually() {}

    /// @return the answer that was expected, or the last one when patience ends
    public static ApiClient.Answer ask(
            Supplier<ApiClient.Answer> question, Predicate<ApiClient.Answer> expected) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = question.get();
            if (expected.test(answer) || System.nanoTime() - end > 0) {
                return answer;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            }
        }
    }
}
