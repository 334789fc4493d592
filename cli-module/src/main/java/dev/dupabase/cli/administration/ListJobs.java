package dev.dupabase.cli.administration;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.show.Table;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Lists jobs.
@CommandLine.Command(name = "list", description = "Lists jobs, newest first.")
final class ListJobs extends Command {
    @Option(
            names = "--state",
            defaultValue = "",
            description = "waiting, running, retrying, completed, failed or cancelled")
    String state = "";

    @Option(names = "--kind", defaultValue = "", description = "Only jobs of this kind")
    String kind = "";

    @Option(names = "--page", defaultValue = "1", description = "Which page, from 1")
    int page;

    @Override
    protected void run() {
        var query = "?page=" + page;
        query += state.isEmpty() ? "" : "&state=" + part(state);
        query += kind.isEmpty() ? "" : "&kind=" + part(kind);
        var answer = api().get("/platform/admin/jobs" + query);
        var table = new Table("kind", "id", "state", "percent", "due", "title", "error");
        for (var job : answer.path("jobs")) {
            table.row(
                    Json.text(job, "kind"),
                    Json.text(job, "id"),
                    Json.text(job, "state"),
                    Json.text(job, "percent"),
                    Json.text(job, "due"),
                    Json.text(job, "title"),
                    Json.text(job, "error"));
        }
        terminal().show(answer, table);
    }
}
