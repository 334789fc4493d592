package dev.dupabase.platform.program;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A child process. What it complains about is read all the while, so that it never waits for a
/// reader. Closing it ends it, with all that it started itself.
public final class RunningProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Process process;
    private final TailBuffer errors = new TailBuffer();
    private final Thread errorReader;

    RunningProgram(Process process) {
        this.process = process;
        this.errorReader = Thread.ofVirtual().name("program-errors").start(this::readErrors);
    }

    private void readErrors() {
        try (var stream = process.getErrorStream()) {
            errors.readAll(stream);
        } catch (IOException e) {
            // the process is gone, and with it whatever it had to say
        }
    }

    /// What it writes. Whoever does not read it lets it wait.
    public InputStream output() {
        return process.getInputStream();
    }

    /// What it reads.
    public OutputStream input() {
        return process.getOutputStream();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /// The last of what it complained about so far.
    public String complaints() {
        return errors.text();
    }

    /// Waits for its end.
    public ProgramExit await() throws InterruptedException {
        int status = process.waitFor();
        errorReader.join(PATIENCE);
        return new ProgramExit(status, errors.text());
    }

    /// Waits for its end, but not for ever.
    ///
    /// @return empty if it runs on
    public Optional<ProgramExit> await(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? Optional.of(await())
                : Optional.empty();
    }

    /// Ends it and all that it started. May be called by any thread, and again.
    public void kill() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
        closeQuietly(process.getOutputStream());
        closeQuietly(process.getInputStream());
        try {
            process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // of a process that is gone: nothing is lost
        }
    }
}
