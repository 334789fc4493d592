package dev.dupabase.imports.http;

import dev.dupabase.imports.analysis.Analysis;
import dev.dupabase.imports.analysis.Analyzer;
import dev.dupabase.imports.run.ImportJob;
import dev.dupabase.imports.source.DumpFiles;
import dev.dupabase.imports.source.Upload;
import dev.dupabase.imports.source.Uploads;
import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.imports.task.ImportError;
import dev.dupabase.imports.task.ImportOptions;
import dev.dupabase.imports.task.ImportTasks;
import dev.dupabase.imports.task.ImportTasks.Wish;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes files in, and has them imported.
@Component
class ImportRequests {
    private final Uploads uploads;
    private final DumpFiles files;
    private final Analyzer analyzer;
    private final ImportTasks tasks;
    private final ImportJob job;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    ImportRequests(
            Uploads uploads,
            DumpFiles files,
            Analyzer analyzer,
            ImportTasks tasks,
            ImportJob job,
            AuditTrail trail,
            TransactionTemplate transaction) {
        this.uploads = uploads;
        this.files = files;
        this.analyzer = analyzer;
        this.tasks = tasks;
        this.job = job;
        this.trail = trail;
        this.transaction = transaction;
    }

    /// @return the id of the task
    long start(Project project, Caller caller, HttpServletRequest request) throws IOException {
        var form = UploadForm.read(request, uploads, project, caller.id());
        boolean begun = false;
        try {
            var options =
                    new ImportOptions(
                            form.isSet("clean_import", false),
                            form.isSet("skip_auth_schema", true),
                            form.isSet("disable_triggers", true),
                            form.isSet("migrate_auth_users", true));
            long id = begin(project, caller, upload(form, project), options);
            begun = true;
            return id;
        } finally {
            if (!begun) {
                form.discard();
            }
        }
    }

    Analysis analyse(Project project, Caller caller, HttpServletRequest request)
            throws IOException {
        var form = UploadForm.read(request, uploads, project, caller.id());
        boolean done = false;
        try {
            var upload = upload(form, project);
            var analysis = analyzer.analyse(project, upload);
            trail.write(
                    caller,
                    Deed.by(caller, ImportAction.ANALYZE_DUMP, upload.id())
                            .inProject(project.id())
                            .with(Map.of("file_name", upload.name())));
            done = true;
            return analysis;
        } catch (DumpRefused e) {
            throw new ApiException(ImportError.DUMP_UNREADABLE, e.reason(), e);
        } catch (SQLException e) {
            throw new ApiException(
                    CommonError.DATABASE_UNAVAILABLE, "the project's database is not reachable", e);
        } finally {
            if (!done) {
                form.discard();
            }
        }
    }

    private Upload upload(UploadForm form, Project project) {
        var id = form.uploadId();
        if (id.isPresent() && form.upload().isEmpty()) {
            return uploads.find(project.id(), id.get())
                    .orElseThrow(() ->
                            new ApiException(
                                            ImportError.UPLOAD_NOT_FOUND,
                                            "this file does not wait any more: send it again")
                                    .field("upload_id", "is not known"));
        }
        return form.upload()
                .orElseThrow(() ->
                        new ApiException(CommonError.MALFORMED_REQUEST, "there is no file")
                                .field("file", "is missing"));
    }

    private long begin(Project project, Caller caller, Upload upload, ImportOptions options)
            throws IOException {
        var format = files.guess(upload.path());
        uploads.keep(upload.id());
        return transaction.execute(status -> {
            long id =
                    tasks.add(
                            new Wish(
                                    project.id(),
                                    project.databaseName(),
                                    caller.id(),
                                    upload.id(),
                                    upload.name(),
                                    upload.size(),
                                    format,
                                    options));
            trail.write(
                    caller,
                    Deed.by(caller, ImportAction.START_IMPORT, id)
                            .inProject(project.id())
                            .with(Map.of("file_name", upload.name())));
            job.schedule(id, 1);
            return id;
        });
    }
}
