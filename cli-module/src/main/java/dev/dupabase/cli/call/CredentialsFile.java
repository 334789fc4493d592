package dev.dupabase.cli.call;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who is signed in where: a file that only its owner may read.
public final class CredentialsFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private final Path file;

    public CredentialsFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /// The server of the last sign-in.
    public Optional<Server> current() {
        var url = Json.text(read(), "current");
        return url.isEmpty() ? Optional.empty() : Optional.of(Server.of(url));
    }

    /// The token of a server: that of another one is never sent there.
    public Optional<String> token(Server server) {
        var token = Json.text(read().path("servers").path(server.url()), "token");
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    public void signedIn(Server server, String email, String token) {
        var all = read();
        all.put("current", server.url());
        all.withObjectProperty("servers")
                .putObject(server.url())
                .put("email", email)
                .put("token", token);
        write(all);
    }

    public void signedOut(Server server) {
        var all = read();
        all.withObjectProperty("servers").remove(server.url());
        write(all);
    }

    private ObjectNode read() {
        try {
            if (!Files.exists(file)) {
                return Json.object();
            }
            refuseIfOpen();
            JsonNode all = Json.read(Files.readString(file));
            if (all instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException | JacksonException e) {
            throw broken("cannot be read: " + e.getMessage());
        }
        throw broken("is no file of credentials");
    }

    private void refuseIfOpen() throws IOException {
        if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw broken("may be read by others: chmod 600 it");
        }
    }

    /// In one step, so that a crash leaves the old file or the new one.
    private void write(ObjectNode all) {
        try {
            var folder = file.resolveSibling("");
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.resolve("..").normalize());
                createFolder(folder);
            }
            var fresh = createFile(folder);
            Files.writeString(fresh, Json.pretty(all));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw broken("cannot be written: " + e.getMessage());
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (isPosix()) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static Path createFile(Path folder) throws IOException {
        return isPosix()
                ? Files.createTempFile(
                        folder, "credentials", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : Files.createTempFile(folder, "credentials", "");
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private CommandFailure broken(String how) {
        return new CommandFailure(ExitCode.FAILED, "%s %s".formatted(file, how));
    }
}
