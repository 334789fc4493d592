package dev.dupabase.admin.studio.sql;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.studio.session.Outcome;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import dev.dupabase.admin.studio.session.StudioSession;
import dev.dupabase.admin.studio.session.StudioSessions;
import dev.dupabase.admin.studio.session.TypeNames;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs scripts of developers on their projects: as the project's owner role, on a connection that
/// is thrown away afterwards (contracts/platform.md §9, §20-20).
@Service
class SqlEditor {
    private final StudioSessions sessions;
    private final RunningQueries running;
    private final Impersonation impersonation;
    private final AuditTrail audit;
    private final JsonMapper json;

    SqlEditor(
            StudioSessions sessions,
            RunningQueries running,
            Impersonation impersonation,
            AuditTrail audit,
            JsonMapper json) {
        this.sessions = sessions;
        this.running = running;
        this.impersonation = impersonation;
        this.audit = audit;
        this.json = json;
    }

    SqlAnswer run(Caller caller, Project project, SqlWish wish) {
        var as = wish.as() == null ? null : impersonation.of(project, wish.as());
        audit.write(caller, deed(caller, project, wish, as));
        try (var session = sessions.open(project, "sql", wish.timeout())) {
            register(caller, project, wish, session);
            try {
                return run(session, wish, as);
            } finally {
                running.remove(project.id(), wish.requestId());
            }
        }
    }

    private void register(Caller caller, Project project, SqlWish wish, StudioSession session) {
        var backend = session.owner().backend();
        if (!running.add(project.id(), wish.requestId(), caller.id(), backend, wish.timeout())) {
            throw new ApiException(
                            PlatformError.REQUEST_ID_TAKEN, "a query of that request_id is running")
                    .field("request_id", "is running");
        }
    }

    private SqlAnswer run(
            StudioSession session, SqlWish wish, Impersonation.@Nullable Identity as) {
        var script = new ScriptRun(session, wish.query(), wish.requestId(), wish.limit());
        long before = System.nanoTime();
        try (var deadline = new Deadline(session.owner(), wish.timeout())) {
            try {
                boolean rolledBack = perform(session, script, wish, as);
                return answer(session, script, wish, rolledBack, before);
            } catch (SqlRefusal refusal) {
                throw deadline.hasPassed() ? wish.timedOut(refusal) : refusal;
            } catch (SQLException e) {
                throw SqlRefusal.of(e, null, null, null, wish.requestId());
            }
        }
    }

    /// @return whether nothing of it lasts
    private boolean perform(
            StudioSession session,
            ScriptRun script,
            SqlWish wish,
            Impersonation.@Nullable Identity as)
            throws SQLException {
        if (!wish.isGuarded()) {
            return script.freely();
        }
        session.run(wish.readOnly() ? "begin read only" : "begin", RowLimit.OWN);
        // the first query of a transaction fixes that it is read-only
        session.run("select 1", RowLimit.OWN);
        if (as != null) {
            session.run(as.settings(), RowLimit.OWN);
        }
        switch (wish.explain()) {
            case NONE -> script.guarded();
            case PLAN -> script.explained(false);
            case ANALYZE -> script.explained(true);
        }
        session.run(wish.lasts() ? "commit" : "rollback", RowLimit.OWN);
        return !wish.lasts();
    }

    private SqlAnswer answer(
            StudioSession session,
            ScriptRun script,
            SqlWish wish,
            boolean rolledBack,
            long before) {
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        var types =
                TypeNames.of(
                        session, script.outcomes().stream().map(ScriptRun.Timed::outcome).toList());
        var results = new ArrayList<SqlAnswer.Result>();
        for (int i = 0; i < script.outcomes().size(); i++) {
            results.add(result(script.outcomes().get(i), types.get(i)));
        }
        var shown =
                results.reversed().stream()
                        .filter(result -> !result.columns().isEmpty())
                        .findFirst()
                        .orElse(null);
        return new SqlAnswer(
                shown == null ? List.of() : shown.columns(),
                shown == null ? List.of() : shown.columnTypes(),
                shown == null ? List.of() : shown.rows(),
                shown == null ? 0 : shown.rowCount(),
                shown != null && shown.truncated(),
                took,
                wish.requestId(),
                rolledBack,
                results,
                session.notices(),
                plan(script, wish));
    }

    private static SqlAnswer.Result result(ScriptRun.Timed timed, List<String> types) {
        Outcome outcome = timed.outcome();
        var rows = outcome.cells();
        return new SqlAnswer.Result(
                outcome.command().isEmpty() ? "SELECT" : outcome.command(),
                outcome.names(),
                types,
                rows,
                rows.size(),
                Math.max(outcome.affected(), rows.size()),
                outcome.truncated(),
                timed.milliseconds());
    }

    private @Nullable JsonNode plan(ScriptRun script, SqlWish wish) {
        if (wish.explain() == SqlWish.Explain.NONE || script.outcomes().isEmpty()) {
            return null;
        }
        var outcome = script.outcomes().getLast().outcome();
        return outcome.rows().isEmpty() ? null : json.readTree(outcome.text(0, 0));
    }

    private static Deed deed(
            Caller caller, Project project, SqlWish wish, Impersonation.@Nullable Identity as) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("sha256", hash(wish.query()));
        details.put("length", wish.query().length());
        details.put("read_only", wish.readOnly());
        details.put("request_id", wish.requestId());
        if (as != null) {
            details.put("as_role", as.role());
        }
        return Deed.by(caller, AuditAction.EXECUTE_SQL, project.id())
                .inProject(project.id())
                .with(details);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
