package dev.dupabase.admin.studio.export;

import dev.dupabase.platform.program.RunningProgram;
import java.time.Duration;

/// Ends a program whose time is over.
final class TimeLimit implements AutoCloseable {
    private final Thread watch;
    private volatile boolean passed;

    TimeLimit(RunningProgram program, Duration limit) {
        this.watch =
                Thread.ofVirtual()
                        .name("export-limit")
                        .start(() -> {
                            try {
                                Thread.sleep(limit);
                                passed = true;
                                program.kill();
                            } catch (InterruptedException e) {
                                // it ended in time
                            }
                        });
    }

    boolean hasPassed() {
        return passed;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
