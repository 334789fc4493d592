package dev.dupabase.cli.transfer;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.show.ProgressLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a dump of a project into a file.
@CommandLine.Command(name = "export", description = "Writes a dump of a project into a file.")
public final class Export extends Command {
    private static final Pattern NAME = Pattern.compile("filename=\"([A-Za-z0-9._-]+)\"");
    private static final int BLOCK = 64 * 1024;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to write; default: the server's name for it, here")
    @Nullable Path file;

    @Option(
            names = "--format",
            defaultValue = "custom",
            description = "custom, sql or plain; default: custom")
    String format = "custom";

    @Option(names = "--schema-only", description = "No rows")
    boolean schemaOnly;

    @Option(names = "--data-only", description = "Rows only")
    boolean dataOnly;

    @Option(names = "--exclude-auth", description = "Without the users of sign-in")
    boolean withoutAuth;

    @Override
    protected void run() {
        var project = new Finder(api()).projectId(name);
        var answer = api().download("/platform/projects/%s/export?%s".formatted(project, query()));
        var target = file == null ? Path.of(nameOf(answer)) : file;
        try (var line = terminal().progress("export")) {
            var size = write(answer, target, line);
            line.finish();
            terminal()
                    .show(
                            Json.object().put("file", target.toString()).put("size_bytes", size),
                            "wrote %s, %s".formatted(target, ProgressLine.bytes(size)));
        }
    }

    private String query() {
        var query = new ArrayList<String>();
        query.add("format=" + part(format));
        if (schemaOnly) {
            query.add("schema_only=true");
        }
        if (dataOnly) {
            query.add("data_only=true");
        }
        if (withoutAuth) {
            query.add("exclude_auth=true");
        }
        return String.join("&", query);
    }

    private static String nameOf(HttpResponse<InputStream> answer) {
        var matcher = NAME.matcher(answer.headers().firstValue("Content-Disposition").orElse(""));
        return matcher.find() ? matcher.group(1) : "export.dump";
    }

    /// Under another name until it is whole, so that half a dump is never taken for one.
    private static long write(HttpResponse<InputStream> answer, Path target, ProgressLine line) {
        var partial = target.resolveSibling(target.getFileName() + ".part");
        long done = 0;
        try (var body = answer.body();
                var output = Files.newOutputStream(partial)) {
            var total = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
            var block = new byte[BLOCK];
            for (int count = body.read(block); count >= 0; count = body.read(block)) {
                output.write(block, 0, count);
                done += count;
                line.update("received", done, total);
            }
        } catch (IOException e) {
            throw failure(partial, e);
        }
        try {
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure(partial, e);
        }
        return done;
    }

    private static CommandFailure failure(Path partial, IOException cause) {
        partial.toFile().delete();
        return new CommandFailure(ExitCode.FAILED, "the export was cut off: " + cause.getMessage());
    }
}
