package dev.dupabase.cli.command;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.show.ProgressLine;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Waits for the end of what a server does by itself, and shows how far it is.
public final class Follower {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_FAILURES = 60;
    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    private final ProgressLine line;

    public Follower(ProgressLine line) {
        this.line = line;
    }

    /// @param ask for the state of a task, as the platform API describes tasks
    /// @return its state at its end
    public JsonNode follow(Supplier<JsonNode> ask) {
        int failures = 0;
        while (true) {
            try {
                var state = ask.get();
                failures = 0;
                show(state);
                if (ENDS.contains(Json.text(state, "status"))) {
                    return state;
                }
            } catch (CommandFailure e) {
                // The server restarts or has much to do; the task goes on or is taken up again.
                failures++;
                if (e.code() != ExitCode.UNREACHABLE || failures > MOST_FAILURES) {
                    throw e;
                }
            }
            pause();
        }
    }

    /// Fails unless a task ended well.
    public static void requireSuccess(JsonNode state, String what) {
        var status = Json.text(state, "status");
        if (!status.equals("completed")) {
            var reason = Json.text(state, "error_message");
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%s %s%s".formatted(what, status, reason.isEmpty() ? "" : ": " + reason));
        }
    }

    /// Imports and restores know how far they are, backups how much they have sent.
    private void show(JsonNode state) {
        var progress = state.path("progress");
        if (progress.isObject()) {
            line.update(
                    Json.text(progress, "phase"),
                    progress.path("percent").asInt(-1),
                    Json.text(progress, "current"));
            return;
        }
        var phase = Json.text(state, "phase");
        line.update(
                phase.isEmpty() ? Json.text(state, "status") : phase,
                state.path("done_bytes").asLong(0),
                0);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted; the server goes on");
        }
    }
}
