package dev.dupabase.imports;

import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes databases and dumps of them by the machine's pg_dump.
final class Dumps {
    private Dumps() {}

    /// A new database with what a script of the tests makes.
    static String database(String script) {
        var url = TestPostgres.newDatabase();
        for (var role :
                List.of(
                        "anon",
                        "authenticated",
                        "service_role",
                        "supabase_admin",
                        "supabase_auth_admin",
                        "supabase_storage_admin",
                        "authenticator",
                        "dashboard_user")) {
            TestPostgres.execute(
                    url,
                    "do $$ begin if not exists (select from pg_roles where rolname = '%s') then create role %s; end if; end $$"
                            .formatted(role, role));
        }
        psql(url, resource(script));
        return url;
    }

    static void psql(String url, String script) {
        try {
            var file = Files.createTempFile("script", ".sql");
            Files.writeString(file, script);
            ImportServer.pg(
                    "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-1", "-d", url, "-f", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (var in = Dumps.class.getResourceAsStream("/dumps/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path dump(Path folder, String name, String url, String... options) {
        var file = folder.resolve(name);
        var command = new ArrayList<>(List.of("pg_dump", "--file=" + file, "--dbname=" + url));
        command.addAll(List.of(options));
        ImportServer.pg(command.toArray(String[]::new));
        return file;
    }

    static Path gzip(Path file) throws IOException {
        var packed = file.resolveSibling(file.getFileName() + ".gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        return packed;
    }

    /// Packs a folder, as people do who send one.
    static Path zip(Path folder) throws IOException {
        var packed = folder.resolveSibling(folder.getFileName() + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(packed));
                var files = Files.list(folder)) {
            for (var file : files.toList()) {
                out.putNextEntry(new ZipEntry(folder.getFileName() + "/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return packed;
    }

    static Path tar(Path folder) {
        var packed = folder.resolveSibling(folder.getFileName() + ".tar");
        ImportServer.pg(
                "tar",
                "-cf",
                packed.toString(),
                "-C",
                folder.getParent().toString(),
                folder.getFileName().toString());
        return packed;
    }
}
