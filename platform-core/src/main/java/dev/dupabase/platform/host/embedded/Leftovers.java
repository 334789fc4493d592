package dev.dupabase.platform.host.embedded;

import dev.dupabase.platform.start.StartRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a killed Dupabase left running on its data: a postmaster, or backends whose postmaster
/// died. We hold the directory's lock, so nobody else may use them.
record Leftovers(Path data) {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final int PATIENCE_SECONDS = 20;

    /// Ends them. PostgreSQL keeps every committed row; what was not committed is rolled back.
    void clear() throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var processes = running();
        if (!processes.isEmpty()) {
            LOG.info("Stopping the PostgreSQL that a killed Dupabase left running");
            postmaster(pidFile, processes).ifPresent(Leftovers::interrupt);
            if (!processes.stream().allMatch(Leftovers::ended)) {
                LOG.warn("It does not stop: killing it; PostgreSQL recovers from its log");
                running().forEach(ProcessHandle::destroyForcibly);
                processes.forEach(Leftovers::ended);
            }
        }
        if (!running().isEmpty()) {
            throw new StartRefusal(
                    "PostgreSQL processes still run on %s".formatted(data),
                    "stop them: " + running().stream().map(ProcessHandle::pid).toList());
        }
        if (numberIsAnothers(pidFile)) {
            Files.delete(pidFile);
        }
    }

    /// After a container's restart the postmaster's number often belongs to another program, which
    /// PostgreSQL would take for itself.
    private static boolean numberIsAnothers(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return false;
        }
        var pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        try {
            return !Files.readString(Path.of("/proc", pid, "cmdline")).contains("postgres");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// The processes that work in the data directory, as every postmaster and backend does.
    private List<ProcessHandle> running() throws IOException {
        var directory = data.toRealPath();
        Predicate<ProcessHandle> worksHere =
                process -> {
                    try {
                        return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                                .equals(directory);
                    } catch (IOException e) {
                        return false;
                    }
                };
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(worksHere).toList();
        }
    }

    private static Optional<ProcessHandle> postmaster(Path pidFile, List<ProcessHandle> processes)
            throws IOException {
        var pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return processes.stream().filter(p -> Long.toString(p.pid()).equals(pid)).findFirst();
    }

    /// SIGINT, PostgreSQL's fast shutdown.
    private static void interrupt(ProcessHandle process) {
        Program.run(Path.of("/"), List.of("kill", "-INT", Long.toString(process.pid())));
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
