package dev.dupabase.cli.sql;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.show.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Runs statements.
@CommandLine.Command(
        name = "sql",
        description = {
            "Runs statements on a project's database, as its owner, and prints the last rows.",
            "They come from the command, a file, or the standard input."
        })
public final class RunSql extends Command {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STATEMENTS",
            defaultValue = "",
            description = "What to run")
    String statements = "";

    @Option(
            names = {"-f", "--file"},
            description = "A file that holds them")
    @Nullable Path file;

    @Option(names = "--read-only", description = "Refuse what would change something")
    boolean readOnly;

    @Override
    protected void run() {
        var project = new Finder(api()).projectId(name);
        var answer =
                api().post(
                                "/platform/projects/%s/sql".formatted(project),
                                Json.object().put("query", text()).put("read_only", readOnly));
        terminal().show(answer, rows(answer));
    }

    private String text() {
        try {
            if (file != null) {
                return Files.readString(file);
            }
            return statements.isEmpty()
                    ? new String(System.in.readAllBytes(), Charset.defaultCharset())
                    : statements;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s cannot be read".formatted(file == null ? "the standard input" : file));
        }
    }

    private static String rows(JsonNode answer) {
        var columns = answer.path("columns").valueStream().map(RunSql::column).toList();
        var count =
                "%s rows, %s ms"
                        .formatted(
                                Json.text(answer, "row_count"),
                                Json.text(answer, "execution_time_ms"));
        if (columns.isEmpty()) {
            return count;
        }
        var table = Table.ofColumns(columns);
        for (var row : answer.path("rows")) {
            table.row(row.valueStream().map(RunSql::cell).toList());
        }
        var cut = answer.path("truncated").asBoolean(false) ? ", cut off" : "";
        return table + count + cut;
    }

    private static String column(JsonNode column) {
        return column.isObject() ? Json.text(column, "name") : column.asString("");
    }

    private static String cell(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isContainer() ? value.toString() : value.asString("");
    }
}
