package dev.dupabase.imports.users;

import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Rows of another project's sign-in, out of the tenants' reach, until their import takes them in.
@Component
public class StagedRows {
    private static final String ADD =
            """
            insert into _imports.staged_rows (task_id, kind, id, content)
            select :task, :kind, lower(row ->> 'id'), row
            from jsonb_array_elements(cast(:rows as jsonb)) as row
            """;

    private static final String REMOVE = "delete from _imports.staged_rows where task_id = :task";

    /// Of imports that ended without cleaning up.
    private static final String REMOVE_OTHERS =
            "delete from _imports.staged_rows where task_id <> :task";

    /// What waits may be a million rows: PostgreSQL has to know when it joins them.
    private static final String COUNT = "analyze _imports.staged_rows";

    private static final String FINISHED =
            "select tables_imported from _imports.finished where task_id = :task";

    private final ProjectDatabase database;

    StagedRows(ProjectDatabase database) {
        this.database = database;
    }

    /// Forgets what is left of this import and of others: only one runs at a time.
    public void clear(Project project, long task) {
        in(
                project,
                () ->
                        database.sql(REMOVE).param("task", task).update()
                                + database.sql(REMOVE_OTHERS).param("task", task).update());
    }

    /// @param kind a table of schema `auth`
    /// @param rows a JSON array of objects
    void add(Project project, long task, String kind, String rows) {
        in(
                project,
                () ->
                        database.sql(ADD)
                                .param("task", task)
                                .param("kind", kind)
                                .param("rows", rows)
                                .update());
    }

    /// All rows are there.
    void settle(Project project) {
        in(project, () -> database.sql(COUNT).update());
    }

    /// How many tables an import brought whose transaction was committed.
    public Optional<Integer> finished(Project project, long task) {
        return in(
                project,
                () -> database.sql(FINISHED).param("task", task).query(Integer.class).optional());
    }

    private <T> T in(Project project, Supplier<T> work) {
        return new ProjectContext(project, Login.SERVICE, InternalRole.AUTH.roleName(), "{}")
                .call(() -> database.asRole(InternalRole.AUTH, work));
    }
}
