package dev.dupabase.admin.user;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.CallerArguments;
import dev.dupabase.admin.credential.Credentials;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.organisation.Departures;
import dev.dupabase.admin.organisation.OrganisationEnd;
import dev.dupabase.admin.session.Sessions;
import dev.dupabase.platform.access.AccountDeleted;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.job.Jobs;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes accounts (contracts/platform.md §14). In one transaction the account is marked, its
/// sessions end and shared organisations pass on; from then on it is gone for everybody. A job,
/// which a crash does not end, takes away what is left: the database login, then the projects that
/// only it had, then the rows.
@Service
class UserDeletion {
    /// @param by who asked for it, for the audit log
    record Order(UUID user, Caller by) {}

    private static final String NAME = "delete-account";
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UserRepository users;
    private final Departures departures;
    private final OrganisationEnd end;
    private final Credentials credentials;
    private final Sessions sessions;
    private final AuditLog audit;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final OneTimeTask<Order> task;

    UserDeletion(
            UserRepository users,
            Departures departures,
            OrganisationEnd end,
            Credentials credentials,
            Sessions sessions,
            AuditLog audit,
            Jobs jobs,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.users = users;
        this.departures = departures;
        this.end = end;
        this.credentials = credentials;
        this.sessions = sessions;
        this.audit = audit;
        this.jobs = jobs;
        this.events = events;
        this.transaction = transaction;
        this.task =
                Tasks.oneTime(NAME, Order.class)
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(PAUSE))
                        .execute((instance, context) -> run(instance.getData()));
    }

    /// @return whether all of it is gone; if not, the job is still at it
    /// @throws ApiException if it is the caller's own, an administrator's, none, or owns an
    ///   organisation that nobody can take over
    boolean delete(UUID id, Caller caller) {
        if (id.equals(caller.id())) {
            throw new ApiException(PlatformError.INVALID_INPUT, "you cannot delete yourself");
        }
        var order = task.instance(id.toString(), new Order(id, caller));
        transaction.executeWithoutResult(status -> {
            var user = requireDeletable(id);
            sessions.endAll(id);
            departures.close(departures.leaveShared(id));
            audit.write(
                    caller,
                    Deed.by(caller, AuditAction.ADMIN_DELETE_USER, id)
                            .with(Map.of("email", user.email())));
            jobs.begin(order);
        });
        return Jobs.await(() -> !jobs.isOpen(order), PATIENCE);
    }

    /// The account, marked so that it can do nothing any more.
    private User requireDeletable(UUID id) {
        var user = users.find(id).orElseThrow(UserDeletion::unknown);
        if (!users.markDeleting(id)) {
            if (users.find(id).isEmpty()) {
                throw unknown();
            }
            throw new ApiException(
                    CommonError.FORBIDDEN, "an administrator cannot be deleted: demote it first");
        }
        return user;
    }

    private void run(Order order) {
        var id = order.user();
        credentials.of(id).ifPresent(stored -> credentials.dropLogin(stored.login()));
        var organisations = departures.alone(id);
        CallerArguments.onBehalfOf(order.by(), () -> organisations.forEach(end::deleteProjects));
        transaction.executeWithoutResult(status -> {
            departures.forgetPersonal(id);
            organisations.forEach(end::delete);
            if (users.delete(id)) {
                events.publishEvent(new AccountDeleted(id));
            }
        });
    }

    private static ApiException unknown() {
        return new ApiException(CommonError.NOT_FOUND, "there is no such account");
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        OneTimeTask<Order> deleteAccountTask(UserDeletion deletion) {
            return deletion.task;
        }
    }
}
