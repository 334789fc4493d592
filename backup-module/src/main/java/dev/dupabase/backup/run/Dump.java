package dev.dupabase.backup.run;

import dev.dupabase.backup.BackupProperties;
import dev.dupabase.backup.crypt.AgeOutputStream;
import dev.dupabase.backup.setting.LocationStore;
import dev.dupabase.backup.setting.SettingsStore;
import dev.dupabase.backup.store.ObjectStore;
import dev.dupabase.backup.store.ObjectStores;
import dev.dupabase.backup.store.PartedUpload;
import dev.dupabase.backup.store.StoreFault;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.program.PgTool;
import dev.dupabase.platform.program.PgTools;
import dev.dupabase.platform.program.ReaderLogins;
import dev.dupabase.platform.program.RunningProgram;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.provisioning.SpareDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Streams a project's database into the object store. The object comes to be only after pg_dump
/// has said that it is whole (contracts/platform.md §13.1).
@Component
class Dump {
    private static final Logger LOG = LoggerFactory.getLogger(Dump.class);
    private static final int MOST_PARTS = 9_000;
    private static final int MEGABYTE = 1 << 20;

    private final RunStore store;
    private final SettingsStore settings;
    private final LocationStore locations;
    private final ObjectStores objects;
    private final PgTools tools;
    private final ReaderLogins logins;
    private final SpareDatabases databases;
    private final BackupProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    Dump(
            RunStore store,
            SettingsStore settings,
            LocationStore locations,
            ObjectStores objects,
            PgTools tools,
            ReaderLogins logins,
            SpareDatabases databases,
            BackupProperties properties,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.locations = locations;
        this.objects = objects;
        this.tools = tools;
        this.logins = logins;
        this.databases = databases;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /// Makes a backup, and completes its row.
    void make(Run run, Project project) throws BackupFailed, InterruptedException {
        try (var bucket = objects.open(locations.get(run.locationId()))) {
            if (run.attempts() > 1) {
                clean(run, bucket);
            }
            requireNew(run, bucket);
            make(run, project, bucket);
        } catch (StoreFault e) {
            throw new BackupFailed(e.explanation(), e);
        } catch (ApiException e) {
            throw new BackupFailed(e.explanation(), e);
        } catch (SQLException | IOException e) {
            throw new BackupFailed("the database could not be read: " + e.getMessage(), e);
        }
    }

    /// A key is never used twice.
    private static void requireNew(Run run, ObjectStore bucket) throws StoreFault, BackupFailed {
        if (bucket.size(run.key()).isPresent()) {
            throw new BackupFailed("there is an object of that name already", null);
        }
    }

    private void make(Run run, Project project, ObjectStore bucket)
            throws IOException, SQLException, BackupFailed, InterruptedException {
        var login = logins.of(project);
        var tool = tools.find(PgTool.DUMP);
        var recipients = recipients(run);
        try (var counter = RowCounter.open(login)) {
            counter.begin();
            var upload = bucket.upload(run.key(), partBytes(counter.databaseBytes()));
            store.uploading(run.id(), upload.id());
            var finished = false;
            try {
                var program = tools.program(PgTool.DUMP, login).with(arguments(counter.snapshot()));
                try (var watch =
                                new Watch(
                                        () -> store.progress(run.id(), upload.written()),
                                        properties.maxRunTime());
                        var dump = watch.over(program.start())) {
                    copy(dump, upload, recipients);
                    awaitSuccess(dump, watch);
                }
                store.phase(run.id(), "confirming");
                var stored = upload.complete();
                var manifest =
                        manifest(
                                run,
                                project,
                                counter,
                                tool.version(),
                                stored,
                                recipients,
                                counter.result());
                bucket.put(
                        run.manifestKey(),
                        manifest.getBytes(StandardCharsets.UTF_8),
                        "application/json");
                finished = store.complete(run.id(), stored.bytes(), stored.sha256(), manifest);
            } finally {
                if (!finished) {
                    cleanAfterFailure(store.get(run.id()), bucket);
                }
            }
        }
    }

    private void copy(RunningProgram dump, PartedUpload upload, List<String> recipients)
            throws IOException {
        if (recipients.isEmpty()) {
            dump.output().transferTo(upload);
            return;
        }
        var sealed = new AgeOutputStream(upload, recipients);
        dump.output().transferTo(sealed);
        sealed.close();
    }

    private static void awaitSuccess(RunningProgram dump, Watch watch)
            throws BackupFailed, InterruptedException {
        var exit = dump.await();
        if (watch.reason() == Watch.Reason.TOO_LONG) {
            throw new BackupFailed("the backup took too long", null);
        }
        if (!exit.succeeded()) {
            throw new BackupFailed("pg_dump failed: " + exit.reason(), null);
        }
    }

    private static List<String> arguments(String snapshot) {
        return List.of(
                "--format=custom",
                "--no-password",
                "--exclude-schema=_dupabase",
                "--lock-wait-timeout=60s",
                "--snapshot=" + snapshot);
    }

    /// The same for all parts, since some stores want it so.
    private int partBytes(long databaseBytes) {
        long least = properties.partSize().toBytes();
        long needed = databaseBytes * 5 / 4 / MOST_PARTS / MEGABYTE * MEGABYTE + MEGABYTE;
        return Math.toIntExact(Math.max(least, needed));
    }

    private List<String> recipients(Run run) throws BackupFailed {
        if (!run.encrypted()) {
            return List.of();
        }
        var encryption =
                settings.find(run.orgId())
                        .orElseThrow(() -> new BackupFailed("there are no settings any more", null))
                        .encryption();
        var recipients = new ArrayList<String>();
        recipients.add(encryption.publicKey());
        recipients.addAll(encryption.recipients());
        return recipients;
    }

    private String manifest(
            Run run,
            Project project,
            RowCounter counter,
            String tool,
            PartedUpload.Stored stored,
            List<String> recipients,
            List<Manifest.TableRows> tables) {
        return json.writeValueAsString(
                new Manifest(
                        Manifest.FORMAT,
                        run.id(),
                        project.id(),
                        project.ref().value(),
                        project.name(),
                        project.databaseName(),
                        clock.instant(),
                        counter.serverVersion(),
                        "pg_dump " + tool,
                        databases.versions(project),
                        stored.bytes(),
                        stored.sha256(),
                        encryption(recipients),
                        tables));
    }

    private static Manifest.@Nullable Encryption encryption(List<String> recipients) {
        return recipients.isEmpty()
                ? null
                : Manifest.Encryption.age(recipients.getFirst(), recipients);
    }

    /// The worker may have been interrupted, which would end these calls too.
    private void cleanAfterFailure(Run run, ObjectStore bucket) {
        var interrupted = Thread.interrupted();
        try {
            clean(run, bucket);
        } catch (StoreFault e) {
            LOG.info("backup {} left something behind; it is cleaned up later", run.id(), e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Throws away whatever a run has put into the object store. A part that is under way may come
    /// in after that, so [Leftovers] does it once more.
    private static void clean(Run run, ObjectStore bucket) throws StoreFault {
        var upload = run.uploadId();
        if (upload != null) {
            bucket.abort(run.key(), upload);
            bucket.delete(run.key());
            bucket.delete(run.manifestKey());
        }
    }
}
