package dev.dupabase.admin.studio.export;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.program.PgTool;
import dev.dupabase.platform.program.PgTools;
import dev.dupabase.platform.program.ProgramExit;
import dev.dupabase.platform.program.ReaderLogins;
import dev.dupabase.platform.program.RunningProgram;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectReadiness;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Component;

/// Sends what `pg_dump` writes as it comes. The headers go out only when the dump has proved to
/// work; when it fails later, the connection is cut, so that no half of a file looks like a whole
/// one (contracts/platform.md §15b, §20-34).
@Component
class Exporter {
    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

    private static final int MOST_OF_A_PROJECT = 2;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /// A dump that is not longer is sent after its end only.
    private static final int PROOF = 256 * 1024;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Map<ProjectRef, Semaphore> places = new ConcurrentHashMap<>();
    private final PgTools tools;
    private final ReaderLogins logins;
    private final ProjectReadiness readiness;
    private final AuditTrail audit;
    private final Clock clock;

    Exporter(
            PgTools tools,
            ReaderLogins logins,
            ProjectReadiness readiness,
            AuditTrail audit,
            Clock clock) {
        this.tools = tools;
        this.logins = logins;
        this.readiness = readiness;
        this.audit = audit;
        this.clock = clock;
    }

    void export(Caller caller, Project project, ExportWish wish, HttpServletResponse response)
            throws IOException {
        if (project.status() != ProjectStatus.ACTIVE) {
            throw new ApiException(
                    ProjectError.PROJECT_WRONG_STATE, "the project is " + project.status().label());
        }
        readiness.require(project);
        var program = tools.program(PgTool.DUMP, logins.of(project)).with(wish.arguments());
        var place = places.computeIfAbsent(project.ref(), ref -> new Semaphore(MOST_OF_A_PROJECT));
        if (!place.tryAcquire()) {
            throw new ApiException(
                            PlatformError.TOO_MANY_EXPORTS,
                            "two exports of this project are running already")
                    .header("Retry-After", "30");
        }
        try {
            audit.write(
                    caller,
                    Deed.by(caller, AuditAction.EXPORT_DATABASE, project.id())
                            .inProject(project.id())
                            .with(
                                    Map.of(
                                            "format",
                                            wish.custom() ? "custom" : "sql",
                                            "tables",
                                            wish.tables())));
            try (var running = program.start();
                    var watch = new TimeLimit(running, LONGEST)) {
                send(running, project, wish, response);
                LOG.debug("export of {} done in time: {}", project.ref(), !watch.hasPassed());
            }
        } finally {
            place.release();
        }
    }

    private void send(
            RunningProgram running, Project project, ExportWish wish, HttpServletResponse response)
            throws IOException {
        var output = running.output();
        var first = output.readNBytes(PROOF);
        if (first.length < PROOF) {
            requireSuccess(end(running));
        }
        response.setContentType(wish.contentType());
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(
                                project.databaseName()
                                        + "_"
                                        + TIME.format(clock.instant())
                                        + wish.ending())
                        .build()
                        .toString());
        response.setHeader("Cache-Control", "no-store");
        if (first.length < PROOF) {
            response.setContentLength(first.length);
            response.getOutputStream().write(first);
            return;
        }
        response.getOutputStream().write(first);
        copy(output, response);
        var exit = end(running);
        if (!exit.succeeded()) {
            LOG.warn("export of {} broke off: {}", project.ref(), exit.reason());
            throw new IOException("pg_dump failed after the answer had begun");
        }
    }

    /// The container cuts the connection when this throws: the answer has begun.
    private static void copy(InputStream output, HttpServletResponse response) throws IOException {
        var target = response.getOutputStream();
        response.flushBuffer();
        output.transferTo(target);
    }

    private static ProgramExit end(RunningProgram running) {
        try {
            return running.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pg_dump ran", e);
        }
    }

    private static void requireSuccess(ProgramExit exit) {
        if (!exit.succeeded()) {
            LOG.info("an export failed: {}", exit.complaints());
            throw new ApiException(
                    PlatformError.EXPORT_FAILED, "pg_dump refused: " + exit.reason());
        }
    }
}
