package dev.dupabase.admin.studio.user;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.users.ProjectUsers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets members do with a project's users what their rank allows, and writes it down: neither lasts
/// without the other.
@Component
class AuthUsers {
    private static final Duration LONGEST_BAN = Duration.ofDays(36_500);

    private final ProjectAccess access;
    private final ObjectProvider<ProjectUsers> users;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    AuthUsers(
            ProjectAccess access,
            ObjectProvider<ProjectUsers> users,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.access = access;
        this.users = users;
        this.audit = audit;
        this.transaction = transaction;
    }

    <T> T read(Caller caller, UUID id, BiFunction<ProjectUsers, Project, T> work) {
        var project = access.require(caller, id, OrgRole.VIEWER).project();
        return work.apply(users(), project);
    }

    /// @param user whom it is about; null: nobody there yet
    <T> T change(
            Caller caller,
            UUID id,
            AuditAction action,
            @Nullable UUID user,
            Map<String, ?> details,
            BiFunction<ProjectUsers, Project, T> work) {
        var project = access.require(caller, id, OrgRole.ADMIN).project();
        return transaction.execute(status -> {
            audit.write(
                    caller,
                    Deed.by(caller, action, user == null ? project.id() : user)
                            .inProject(project.id())
                            .with(details));
            return work.apply(users(), project);
        });
    }

    private ProjectUsers users() {
        var known = users.getIfAvailable();
        if (known == null) {
            throw new ApiException(CommonError.NOT_FOUND, "this server keeps no users");
        }
        return known;
    }

    /// @throws ApiException unless it is `24h`, `7d`, `PT1H30M` or the like
    static @Nullable Duration duration(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var duration = DurationStyle.detectAndParse(text.strip().toLowerCase(Locale.ROOT));
            if (duration.isPositive() && duration.compareTo(LONGEST_BAN) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Problems.of("duration", "is a duration such as 24h or 7d");
        }
        throw Problems.of("duration", "is more than nothing, and a hundred years at most");
    }
}
