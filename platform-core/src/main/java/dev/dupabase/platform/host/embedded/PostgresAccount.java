package dev.dupabase.platform.host.embedded;

import dev.dupabase.platform.start.StartRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// As whom PostgreSQL's programs run. They refuse to run as root, so root hands them to the user
/// `postgres` or `nobody`; where that user cannot reach the directory or may not be switched to,
/// they run in a user namespace, in which root is nobody.
///
/// @param prefix goes before every command
/// @param owner who must own the data: `uid:gid`
record PostgresAccount(List<String> prefix, String owner) {

    /// @param directory what the account must be able to reach
    static PostgresAccount choose(Path directory) {
        if (!amRoot()) {
            return new PostgresAccount(List.of(), "");
        }
        return unprivileged()
                .filter(account -> account.canRun("test", "-x", directory.toString()))
                .or(() -> namespace().filter(account -> account.canRun("true")))
                .orElseThrow(() -> cannotLeaveRoot(directory));
    }

    static boolean amRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static Optional<PostgresAccount> unprivileged() {
        return passwdLine("postgres")
                .or(() -> passwdLine("nobody"))
                .map(fields ->
                        new PostgresAccount(
                                List.of(
                                        "setpriv",
                                        "--reuid=" + fields[2],
                                        "--regid=" + fields[3],
                                        "--clear-groups"),
                                fields[2] + ":" + fields[3]));
    }

    private static Optional<PostgresAccount> namespace() {
        return Optional.of(new PostgresAccount(List.of("unshare", "--user"), "0:0"));
    }

    /// The fields of a line of /etc/passwd: name, password, uid, gid, …
    private static Optional<String[]> passwdLine(String name) {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.split(":", -1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean canRun(String... command) {
        return Program.run(Path.of("/"), command(List.of(command))).succeeded();
    }

    List<String> command(List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /// Gives a directory and all in it to the account, the directory itself last: once that is done
    /// there is nothing to do at the next start.
    void own(Path directory) throws IOException {
        if (owner.isEmpty() || owner.equals(ownerOf(directory))) {
            return;
        }
        var content = new ArrayList<String>();
        try (var paths = Files.newDirectoryStream(directory)) {
            paths.forEach(path -> content.add(path.toString()));
        }
        if (!content.isEmpty()) {
            chown("-R", content);
        }
        chown("-h", List.of(directory.toString()));
    }

    private void chown(String option, List<String> paths) {
        var command = new ArrayList<>(List.of("chown", option, "--no-dereference", owner, "--"));
        command.addAll(paths);
        Program.run(Path.of("/"), command)
                .orRefuse("cannot give the data to PostgreSQL's user " + owner);
    }

    private static String ownerOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
    }

    private static StartRefusal cannotLeaveRoot(Path directory) {
        return new StartRefusal(
                "PostgreSQL does not run as root, and no other user can be used for %s"
                        .formatted(directory),
                "run Dupabase as a normal user, or set DUPABASE_HOME to a directory that the user"
                        + " 'postgres' or 'nobody' can reach, such as /var/lib/dupabase");
    }
}
