package dev.dupabase.imports.source;

import dev.dupabase.imports.ImportProperties;
import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Uploaded files, each in a folder of its project under a name that nobody chose. What is not
/// imported within its time is removed, and so is what a crash left.
@Component
public class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int BUFFER = 1 << 16;
    private static final long LOOK_AFTER = 16L << 20;

    /// How long an upload may take, and then an import with its file.
    private static final Duration LONGEST_USE = Duration.ofHours(6);

    private static final String ADD =
            """
            insert into platform.import_uploads
                (id, project_id, created_by, file_name, file_size, expires_at)
            values (:id, :project, :user, :name, 0, :expires)
            """;

    private static final String COMPLETE =
            """
            update platform.import_uploads
            set complete = true, file_size = :size, expires_at = :expires where id = :id
            """;

    private static final String FIND =
            """
            select file_name, file_size from platform.import_uploads
            where id = :id and project_id = :project and complete and expires_at > :now
            """;

    private static final String KEEP =
            "update platform.import_uploads set expires_at = :expires where id = :id";

    private static final String REMOVE = "delete from platform.import_uploads where id = :id";

    private static final String TAKEN =
            "select coalesce(sum(file_size), 0) from platform.import_uploads";

    private static final String KNOWN =
            "select exists (select from platform.import_uploads where id = :id)";

    private static final String REMOVE_EXPIRED =
            """
            delete from platform.import_uploads u where expires_at < :now or exists (
                select from platform.import_tasks t
                where t.upload_id = u.id and t.status not in ('uploading', 'running'))
            """;

    private static final String OF_PROJECT =
            """
            select id from platform.import_uploads u where project_id = :project and complete
                and not exists (select from platform.import_tasks t
                    where t.upload_id = u.id and t.status = 'running')
            """;

    private final JdbcClient platform;
    private final ProjectDirectory projects;
    private final ImportProperties properties;
    private final Clock clock;

    Uploads(
            JdbcClient platform,
            ProjectDirectory projects,
            ImportProperties properties,
            Clock clock) {
        this.platform = platform;
        this.projects = projects;
        this.properties = properties;
        this.clock = clock;
    }

    /// Stores what comes, as it comes. Other files of the project that wait are given up for it.
    ///
    /// @throws ApiException 413 if it is too large, 503 if there is no room for it
    public Upload store(Project project, UUID user, String name, InputStream content)
            throws IOException {
        for (var other : waiting(project)) {
            remove(project.id(), other);
        }
        requireQuota();
        var id = UUID.randomUUID();
        platform.sql(ADD)
                .param("id", id)
                .param("project", project.id())
                .param("user", user)
                .param("name", name)
                .param("expires", in(LONGEST_USE))
                .update();
        var path = path(project.id(), id);
        boolean stored = false;
        try {
            PrivateFiles.makeFolder(folder(project.id()));
            long size = write(path, content);
            platform.sql(COMPLETE)
                    .param("size", size)
                    .param("expires", in(properties.keepUploads()))
                    .param("id", id)
                    .update();
            stored = true;
            return new Upload(id, project.id(), name, size, path);
        } catch (DumpRefused e) {
            throw new ApiException(CommonError.OVERLOADED, e.reason(), e);
        } finally {
            if (!stored) {
                remove(project.id(), id);
            }
        }
    }

    /// A file that waits in this instance's folder, which instances may share.
    public Optional<Upload> find(UUID project, UUID id) {
        return platform.sql(FIND)
                .param("id", id)
                .param("project", project)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Upload(
                                id, project, row.getString(1), row.getLong(2), path(project, id)))
                .optional()
                .filter(upload -> Files.isRegularFile(upload.path()));
    }

    /// Keeps a file for as long as an import may take.
    public void keep(UUID id) {
        platform.sql(KEEP).param("expires", in(LONGEST_USE)).param("id", id).update();
    }

    public Path path(UUID project, UUID id) {
        return folder(project).resolve(id + ".dump");
    }

    private Path folder(UUID project) {
        return properties.tempDir().resolve(project.toString());
    }

    /// Removes a file and what was unpacked from it.
    public void remove(UUID project, UUID id) {
        delete(path(project, id));
        delete(path(project, id).resolveSibling(id + ".dump.unpacked"));
        platform.sql(REMOVE).param("id", id).update();
    }

    /// Removes files whose time is over, and those that nobody knows.
    public void sweep() {
        platform.sql(REMOVE_EXPIRED)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (!Files.isDirectory(properties.tempDir())) {
            return;
        }
        try (var folders = Files.newDirectoryStream(properties.tempDir(), Files::isDirectory)) {
            for (var folder : folders) {
                if (isOurs(folder)) {
                    sweep(folder);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be swept", properties.tempDir(), e);
        }
    }

    /// Another installation on this machine may have its files beside ours.
    private boolean isOurs(Path folder) {
        try {
            return projects.find(UUID.fromString(folder.getFileName().toString())).isPresent();
        } catch (IllegalArgumentException e) {
            return false; // no folder of a project
        }
    }

    private void sweep(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.dump*")) {
            for (var file : files) {
                if (!isKnown(file)) {
                    LOG.info("removing {}, which no import waits for", file);
                    delete(file);
                }
            }
        }
    }

    private boolean isKnown(Path file) {
        var name = file.getFileName().toString();
        try {
            var id = UUID.fromString(name.substring(0, name.indexOf(".dump")));
            return platform.sql(KNOWN).param("id", id).query(Boolean.class).single();
        } catch (IllegalArgumentException e) {
            return true; // not one of ours
        }
    }

    private List<UUID> waiting(Project project) {
        return platform.sql(OF_PROJECT)
                .param("project", project.id())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private void requireQuota() {
        long taken = platform.sql(TAKEN).query(Long.class).single();
        if (taken + properties.maxSize().toBytes() > properties.quota().toBytes()) {
            throw new ApiException(
                            CommonError.OVERLOADED,
                            "too many uploaded dumps wait to be imported: try again later")
                    .header("Retry-After", "60");
        }
    }

    private long write(Path path, InputStream content) throws IOException {
        long most = properties.maxSize().toBytes();
        long size = 0;
        long looked = -LOOK_AFTER;
        var chunk = new byte[BUFFER];
        try (var out = PrivateFiles.write(path, StandardOpenOption.CREATE_NEW)) {
            for (int got = content.read(chunk); got >= 0; got = content.read(chunk)) {
                size += got;
                if (size > most) {
                    throw new ApiException(
                            CommonError.BODY_TOO_LARGE,
                            "the file is larger than the %d MB that are allowed"
                                    .formatted(most >> 20));
                }
                if (size - looked >= LOOK_AFTER) {
                    PrivateFiles.requireSpace(path, LOOK_AFTER);
                    looked = size;
                }
                out.write(chunk, 0, got);
            }
        }
        return size;
    }

    private OffsetDateTime in(Duration time) {
        return clock.instant().plus(time).atOffset(ZoneOffset.UTC);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed", file, e);
        }
    }
}
