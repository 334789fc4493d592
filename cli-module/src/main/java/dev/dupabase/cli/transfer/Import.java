package dev.dupabase.cli.transfer;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.command.Follower;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Brings a dump into a project.
@CommandLine.Command(
        name = "import",
        description = {
            "Brings a dump into a project and waits until it is there.",
            "A dump is what pg_dump writes in any of its formats, packed or not."
        })
public final class Import extends Command {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The dump")
    Path file = Path.of("");

    @Option(names = "--clean", description = "Drop what schema public holds before")
    boolean clean;

    @Option(names = "--no-users", description = "Leave the dump's users of sign-in out")
    boolean withoutUsers;

    @Option(names = "--with-auth-schema", description = "Do not skip the dump's schema auth")
    boolean withAuth;

    @Option(names = "--keep-triggers", description = "Let triggers fire while rows come in")
    boolean withTriggers;

    @Option(names = "--no-wait", description = "Return when the server has the file")
    boolean hasty;

    @Override
    protected void run() {
        var project = new Finder(api()).projectId(name);
        try (var line = terminal().progress("import")) {
            var form = new FormWithFile(texts(), file);
            var path = "/platform/projects/%s/import".formatted(project);
            var begun = api().post(path, form.body(line), form.contentType());
            var end = hasty ? begun : new Follower(line).follow(() -> state(path, begun));
            line.finish();
            tell(end);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "%s cannot be read".formatted(file));
        }
    }

    private JsonNode state(String path, JsonNode begun) {
        return api().get(path + "/" + Json.text(begun, "id"));
    }

    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("clean_import", Boolean.toString(clean));
        texts.put("skip_auth_schema", Boolean.toString(!withAuth));
        texts.put("disable_triggers", Boolean.toString(!withTriggers));
        texts.put("migrate_auth_users", Boolean.toString(!withoutUsers));
        return texts;
    }

    private void tell(JsonNode end) {
        end.path("warnings").forEach(warning -> terminal().note("warning: " + warning.asString()));
        if (hasty) {
            terminal().show(end, "task " + Json.text(end, "id"));
            return;
        }
        Follower.requireSuccess(end, "the import");
        terminal()
                .show(
                        end,
                        "imported %s: %s tables"
                                .formatted(
                                        Json.text(end, "file_name"),
                                        Json.text(end, "tables_imported")));
    }
}
