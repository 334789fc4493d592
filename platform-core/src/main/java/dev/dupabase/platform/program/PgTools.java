package dev.dupabase.platform.program;

import dev.dupabase.platform.error.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds PostgreSQL's client programs. One that dumps or restores must not be older than the
/// server; of those that are not, the oldest is taken.
@Component
public class PgTools {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)(\\S*)");
    private static final int MAJOR = 10_000;

    /// Where packages put a folder for each version: Debian's and Red Hat's.
    private static final Map<String, String> PACKAGED =
            Map.of("/usr/lib/postgresql", "*", "/usr", "pgsql-*");

    private final ProgramProperties settings;
    private final JdbcClient platform;
    private final String searchPath;
    private final Map<PgTool, Installed> known = new ConcurrentHashMap<>();
    private volatile int serverMajor;

    PgTools(ProgramProperties settings, JdbcClient platform, Environment environment) {
        this.settings = settings;
        this.platform = platform;
        this.searchPath = environment.getProperty("PATH", "");
    }

    /// A program on this machine.
    ///
    /// @param version such as `15.18`
    public record Installed(Path file, int major, String version) {}

    /// A program that logs in; its arguments are to be added.
    ///
    /// @throws ApiException [ProgramError] that names the package to install
    public Program program(PgTool tool, PgLogin login) {
        return new Program(List.of(find(tool).file().toString()), login.environment());
    }

    /// A program that does not log in, such as `pg_restore --list`; its arguments are to be added.
    ///
    /// @throws ApiException [ProgramError] that names the package to install
    public Program program(PgTool tool) {
        return Program.of(find(tool).file().toString());
    }

    /// @throws ApiException [ProgramError] that names the package to install
    public Installed find(PgTool tool) {
        var found = known.get(tool);
        if (found != null && Files.isExecutable(found.file())) {
            return found;
        }
        int least = serverMajor();
        @Nullable Installed best = null;
        for (var directory : directories()) {
            var installed = inspect(directory.resolve(tool.program()));
            if (installed != null && (best == null || isBetter(installed, best, least))) {
                best = installed;
            }
        }
        if (best == null || best.major() < least) {
            throw refusal(tool, best, least);
        }
        known.put(tool, best);
        return best;
    }

    private static boolean isBetter(Installed one, Installed other, int least) {
        return other.major() < least
                ? one.major() > other.major()
                : one.major() >= least && one.major() < other.major();
    }

    private static ApiException refusal(PgTool tool, @Nullable Installed found, int least) {
        var remedy =
                "install the package postgresql-client-%d (Debian, Ubuntu) or later, or name the folder of the programs in PG_TOOLS_DIR"
                        .formatted(least);
        return found == null
                ? new ApiException(
                        ProgramError.PROGRAM_MISSING,
                        "%s is not installed on the server's machine: %s"
                                .formatted(tool.program(), remedy))
                : new ApiException(
                        ProgramError.PROGRAM_TOO_OLD,
                        "%s on the server's machine is of version %s, but PostgreSQL %d needs %d or later: %s"
                                .formatted(tool.program(), found.version(), least, least, remedy));
    }

    private int serverMajor() {
        int major = serverMajor;
        if (major == 0) {
            major =
                    platform.sql("select current_setting('server_version_num')::int")
                                    .query(Integer.class)
                                    .single()
                            / MAJOR;
            serverMajor = major;
        }
        return major;
    }

    /// The one that is named alone; or all that there may be.
    private Set<Path> directories() {
        if (!settings.postgresDirectory().isEmpty()) {
            return Set.of(Path.of(settings.postgresDirectory()));
        }
        var directories = new LinkedHashSet<Path>();
        PACKAGED.forEach((parent, pattern) -> directories.addAll(packaged(parent, pattern)));
        for (var entry : searchPath.split(":")) {
            if (entry.startsWith("/")) {
                directories.add(Path.of(entry));
            }
        }
        return directories;
    }

    private static List<Path> packaged(String parent, String pattern) {
        var folder = Path.of(parent);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        try (var children = Files.newDirectoryStream(folder, pattern)) {
            children.forEach(child -> found.add(child.resolve("bin")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static @Nullable Installed inspect(Path file) {
        if (!Files.isExecutable(file)) {
            return null;
        }
        try (var running = Program.of(file.toString(), "--version").start()) {
            var text = new String(running.output().readAllBytes(), StandardCharsets.UTF_8);
            var version = VERSION.matcher(text);
            return version.find()
                    ? new Installed(
                            file,
                            Integer.parseInt(version.group(1)),
                            version.group(1) + version.group(2))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
