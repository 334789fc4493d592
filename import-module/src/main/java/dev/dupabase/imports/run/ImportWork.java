package dev.dupabase.imports.run;

import dev.dupabase.imports.ImportProperties;
import dev.dupabase.imports.filter.QualifiedName;
import dev.dupabase.imports.reading.DumpReader;
import dev.dupabase.imports.source.Dump;
import dev.dupabase.imports.source.DumpFiles;
import dev.dupabase.imports.source.Uploads;
import dev.dupabase.imports.task.ImportTask;
import dev.dupabase.imports.task.ImportTasks;
import dev.dupabase.imports.users.StagedRows;
import dev.dupabase.imports.users.UserStage;
import dev.dupabase.platform.project.Project;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What an import does: one walk through the dump to see that all of it is well, and one to bring
/// it in, in one transaction.
@Component
class ImportWork {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    private static final String TAKE_USERS =
            "select users_skipped, users_taken from _imports.take_users(?, ?)";

    private static final String FINISH = "select _imports.finish(?, ?)";

    private final ImportProperties properties;
    private final ImportTasks tasks;
    private final Uploads uploads;
    private final DumpFiles files;
    private final DumpReader reader;
    private final StagedRows staged;
    private final Backends backends;
    private final JsonMapper json;

    ImportWork(
            ImportProperties properties,
            ImportTasks tasks,
            Uploads uploads,
            DumpFiles files,
            DumpReader reader,
            StagedRows staged,
            Backends backends,
            JsonMapper json) {
        this.properties = properties;
        this.tasks = tasks;
        this.uploads = uploads;
        this.files = files;
        this.reader = reader;
        this.staged = staged;
        this.backends = backends;
        this.json = json;
    }

    /// @return how many tables came in
    int run(ImportTask task, Project project, Watch watch, Warnings warnings)
            throws IOException, SQLException {
        staged.clear(project, task.id());
        try (var dump = files.open(uploads.path(project.id(), task.uploadId()))) {
            tasks.format(task.id(), dump.format());
            var meter = new Meter(dump.size(), watch::progress, watch::check);
            var stage =
                    task.options().migrateAuthUsers()
                            ? Optional.of(new UserStage(staged, project, task.id(), json))
                            : Optional.<UserStage>empty();
            var survey = new Survey(stage);
            reader.read(dump, survey, meter::read);
            stage.ifPresent(UserStage::flush);
            watch.until(properties.maxRestoreTime());
            boolean users = stage.filter(found -> found.users() > 0).isPresent();
            return restore(new Job(task, project, dump, survey, users), watch, meter, warnings);
        }
    }

    /// @param users whether some wait to be taken in
    private record Job(ImportTask task, Project project, Dump dump, Survey survey, boolean users) {}

    private int restore(Job job, Watch watch, Meter meter, Warnings warnings)
            throws IOException, SQLException {
        var connection = backends.open(job.project(), job.task().id());
        try (var session = new ImportSession(connection)) {
            watch.onStop(() -> backends.terminate(job.project(), connection));
            watch.check();
            var tables = transaction(job, session, meter, warnings);
            if (!tasks.enterCommit(job.task())) {
                throw new ImportStopped("it was cancelled");
            }
            session.commit();
            watch.onStop(null);
            afterwards(session, tables);
            return tables.size();
        }
    }

    private Set<QualifiedName> transaction(
            Job job, ImportSession session, Meter meter, Warnings warnings)
            throws IOException, SQLException {
        var options = job.task().options();
        if (options.cleanImport()) {
            meter.phase("cleaning");
            new CleanSlate(session).make(job.survey().signals().created());
        }
        if (job.users()) {
            meter.phase("users");
            takeUsers(job, session, warnings);
        }
        meter.restoring();
        var triggers =
                options.disableTriggers()
                        ? Optional.of(new Triggers(session))
                        : Optional.<Triggers>empty();
        var restore = new Restore(session, triggers, warnings, meter::current);
        reader.read(job.dump(), restore, meter::read);
        meter.phase("finishing");
        restore.finish();
        if (triggers.isPresent()) {
            triggers.get().wake();
        }
        if (job.survey().signals().isSupabase()) {
            Protection.close(session, restore.made(), warnings);
        }
        var tables = restore.tables();
        session.query(FINISH, row -> row, job.task().id(), tables.size());
        return tables;
    }

    private static void takeUsers(Job job, ImportSession session, Warnings warnings)
            throws SQLException {
        long skipped =
                session.query(
                                TAKE_USERS,
                                row -> row.getLong(1),
                                job.task().id(),
                                job.task().options().disableTriggers())
                        .getFirst();
        if (skipped > 0) {
            warnings.add(
                    "users were left out: %d whose id, e-mail address or phone number is taken, or who have none"
                            .formatted(skipped));
        }
    }

    /// What makes the new tables quick and visible. Not worth a failure: the import is done.
    private static void afterwards(ImportSession session, Set<QualifiedName> tables) {
        try {
            session.leaveTransaction();
            session.perform("notify pgrst, 'reload schema'");
            for (var table : tables) {
                session.perform("analyze " + table.quoted());
            }
        } catch (SQLException e) {
            LOG.warn("imported tables were not analysed: {}", e.getMessage());
        }
    }
}
