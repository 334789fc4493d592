package dev.dupabase.imports.run;

import dev.dupabase.platform.task.FollowedTask.Progress;
import java.util.function.Consumer;

/// Counts how far the walks through a dump are.
final class Meter {
    private static final int WHOLE = 100;
    private static final int READ = 15;
    private static final int RESTORED = 95;

    private final long size;
    private final Consumer<Progress> listener;
    private final Runnable check;
    private String phase = "reading";
    private String current = "";
    private int from;
    private int to = READ;
    private long done;
    private long told;

    /// @param size of the dump in bytes
    /// @param check called now and then; may throw
    Meter(long size, Consumer<Progress> listener, Runnable check) {
        this.size = Math.max(1, size);
        this.listener = listener;
        this.check = check;
    }

    void restoring() {
        begin("restoring", READ, RESTORED);
    }

    /// A part that cannot be measured.
    void phase(String name) {
        begin(name, to, Math.min(WHOLE - 1, Math.max(to, 1)));
    }

    void current(String name) {
        current = name;
        tell();
    }

    void read(int bytes) {
        done += bytes;
        if (done - told >= 1 << 16) {
            check.run();
            tell();
        }
    }

    private void begin(String name, int start, int end) {
        check.run();
        phase = name;
        from = start;
        to = end;
        done = 0;
        current = "";
        tell();
    }

    private void tell() {
        told = done;
        long shown = Math.min(done, size);
        listener.accept(
                new Progress(
                        phase, shown, size, from + (int) (shown * (to - from) / size), current));
    }
}
