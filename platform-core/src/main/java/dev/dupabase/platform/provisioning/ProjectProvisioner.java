package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.ProjectChanges;
import dev.dupabase.platform.directory.ProjectRow;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.directory.StoredSecrets;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectChanged.Change;
import dev.dupabase.platform.project.ProjectDeleted;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.quota.OrganisationLimits;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The life of projects (contracts/platform.md §7, §16): each is made, paused, resumed and deleted
/// here. What a crash leaves half done, the [ProjectReaper] finishes or undoes.
///
/// Events are published in the caller's thread, inside the transaction of the change.
@Component
public class ProjectProvisioner {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectProvisioner.class);

    private final Provisioner provisioner;
    private final ProjectDraft drafts;
    private final ProjectRoles roles;
    private final CreateSaga creation;
    private final DeleteSaga deletion;
    private final Farewell farewell;
    private final DeletionJob deletionJob;
    private final ProjectEdit edit;
    private final ProjectStore store;
    private final ProjectChanges changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final OrganisationLimits limits;

    ProjectProvisioner(
            Provisioner provisioner,
            ProjectDraft drafts,
            ProjectRoles roles,
            CreateSaga creation,
            DeleteSaga deletion,
            Farewell farewell,
            DeletionJob deletionJob,
            ProjectEdit edit,
            ProjectStore store,
            ProjectChanges changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            OrganisationLimits limits) {
        this.provisioner = provisioner;
        this.drafts = drafts;
        this.roles = roles;
        this.creation = creation;
        this.deletion = deletion;
        this.farewell = farewell;
        this.deletionJob = deletionJob;
        this.edit = edit;
        this.store = store;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
        this.limits = limits;
    }

    /// Makes a project that can be used at once. Not to be called inside a transaction: a crash
    /// would leave a database that nobody knows of.
    ///
    /// @throws ApiException [ProjectError#PROJECT_NAME_TAKEN], or [ProjectError#PROJECT_INVALID]
    ///   with the field; [dev.dupabase.platform.quota.QuotaError#PROJECT_LIMIT_REACHED]
    public Project create(NewProject wish) {
        requireNoTransaction();
        var project = drafts.of(wish);
        var secrets = drafts.secrets(project);
        try (var connection = provisioner.connect()) {
            SagaLock.take(connection, project.ref());
            insert(project, wish, secrets);
            try {
                for (var step : CreateSaga.Step.AFTER_ROW) {
                    creation.perform(connection, step, project, secrets);
                }
                return creation.finish(project.ref());
            } catch (SQLException | RuntimeException e) {
                undo(connection, project, e);
                throw e;
            }
        } catch (SQLException e) {
            throw Provisioner.failed("creating a project", e);
        }
    }

    void insert(Project project, NewProject wish, StoredSecrets secrets) {
        try {
            transaction.executeWithoutResult(status -> {
                limits.requireRoomForProject(project.orgId());
                store.insert(project, wish.createdBy(), secrets, CreateSaga.Step.ROW.label());
            });
        } catch (DuplicateKeyException e) {
            throw new ApiException(
                            ProjectError.PROJECT_NAME_TAKEN,
                            "there is a project named '%s' already".formatted(project.name()),
                            e)
                    .field("name", "is taken");
        }
    }

    private void undo(Connection connection, Project project, Exception cause) {
        try {
            creation.undo(connection, project);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("project {} could not be undone; the reaper will", project.ref(), e);
            cause.addSuppressed(e);
        }
    }

    /// The project's APIs refuse from now on.
    ///
    /// @throws ApiException [ProjectError#PROJECT_NOT_FOUND], or [ProjectError#PROJECT_WRONG_STATE]
    ///   unless it is active
    public Project pause(ProjectRef ref) {
        return edit.change(
                ref,
                Change.PAUSED,
                ref.value(),
                row -> move(row, ProjectStatus.ACTIVE, ProjectStatus.PAUSED));
    }

    /// Opens a paused project again. Its logins get their passwords and limits anew, whatever was
    /// made of them from inside.
    ///
    /// @throws ApiException [ProjectError#PROJECT_NOT_FOUND], or [ProjectError#PROJECT_WRONG_STATE]
    ///   unless it is paused
    public Project resume(ProjectRef ref) {
        requireNoTransaction();
        var found = store.find(ref).orElseThrow(ProjectEdit::notFound);
        if (found.project().status() == ProjectStatus.PAUSED) {
            restoreLogins(found);
        }
        return edit.change(
                ref,
                Change.RESUMED,
                ref.value(),
                row -> move(row, ProjectStatus.PAUSED, ProjectStatus.ACTIVE));
    }

    private void restoreLogins(ProjectRow row) {
        try (var connection = provisioner.connect()) {
            SagaLock.take(connection, row.project().ref());
            roles.create(connection, row.project(), row.secrets());
        } catch (SQLException e) {
            throw Provisioner.failed("resuming a project", e);
        }
    }

    private void move(ProjectRow row, ProjectStatus from, ProjectStatus to) {
        var status = row.project().status();
        if (status != from) {
            throw new ApiException(
                    ProjectError.PROJECT_WRONG_STATE, "the project is " + status.label());
        }
        store.status(row.project().ref(), to, row.step());
    }

    /// Deletes a project with all of its data. Where that cannot be finished now, or a last backup
    /// precedes it, it is later.
    ///
    /// @throws ApiException [ProjectError#PROJECT_NOT_FOUND], also if it is being deleted already
    public void delete(ProjectRef ref) {
        requireNoTransaction();
        record Marked(Project project, boolean later) {}
        var marked =
                transaction.execute(status -> {
                    var project = edit.lock(ref).project();
                    store.status(ref, ProjectStatus.DELETING, DeleteSaga.Step.MARKED.label());
                    events.publishEvent(new ProjectDeleted(project));
                    changes.announce(ref);
                    boolean later = farewell.takesLong(project);
                    if (later) {
                        deletionJob.begin(ref);
                    }
                    return new Marked(project, later);
                });
        if (marked.later()) {
            return;
        }
        try (var connection = provisioner.connect()) {
            SagaLock.take(connection, ref);
            deletion.complete(connection, marked.project());
        } catch (SQLException e) {
            LOG.warn("project {} is marked, and will be deleted by the reaper", ref, e);
        }
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a saga cannot run inside a transaction");
        }
    }
}
