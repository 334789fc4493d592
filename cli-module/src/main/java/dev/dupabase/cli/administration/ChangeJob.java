package dev.dupabase.cli.administration;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Lets a job go on or end.
abstract sealed class ChangeJob extends Command {
    private final String verb;

    @Parameters(index = "0", paramLabel = "KIND", description = "The kind of the job")
    String kind = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The id of the job")
    String id = "";

    private ChangeJob(String verb) {
        this.verb = verb;
    }

    @Override
    protected void run() {
        var answer =
                api().post(
                                "/platform/admin/jobs/" + verb,
                                Json.object().put("kind", kind).put("id", id));
        terminal().show(answer, "%s %s %s".formatted(kind, id, Json.text(answer, "status")));
    }

    @CommandLine.Command(name = "retry", description = "Tries a job again at once.")
    static final class Retry extends ChangeJob {
        Retry() {
            super("retry");
        }
    }

    @CommandLine.Command(name = "cancel", description = "Ends a job.")
    static final class Cancel extends ChangeJob {
        Cancel() {
            super("cancel");
        }
    }
}
