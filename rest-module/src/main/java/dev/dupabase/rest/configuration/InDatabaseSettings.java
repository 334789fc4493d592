package dev.dupabase.rest.configuration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.rest.error.SqlStateTranslator;
import dev.dupabase.rest.settings.RestSettings;
import dev.dupabase.rest.settings.RestSettings.QualifiedName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a project's settings become by what its database says. `ALTER ROLE` is told to nobody, so
/// it is looked for: once a second for all projects together while any is in use. The function
/// `db_pre_config` is asked again every few seconds while its project is in use.
@Component
public final class InDatabaseSettings {
    private static final Logger LOG = LoggerFactory.getLogger(InDatabaseSettings.class);
    private static final Duration ROLES_AGE = Duration.ofSeconds(1);
    private static final Duration FUNCTION_AGE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final String PRE_CONFIG = "db_pre_config";

    /// @param base what the platform said
    /// @param byRoles what roles said
    /// @param function the one that was asked
    /// @param said what it said
    /// @param readAt `System.nanoTime()`
    private record Effective(
            Project base,
            Map<String, String> byRoles,
            @Nullable QualifiedName function,
            Map<String, String> said,
            Project result,
            long readAt) {
        boolean isOf(Project project, Map<String, String> roles) {
            return base.revision() == project.revision() && byRoles.equals(roles);
        }
    }

    private static final class Slot {
        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Effective effective;
    }

    private final ProjectDatabase database;
    private final ReentrantLock reading = new ReentrantLock();
    private final Cache<ProjectRef, Slot> slots =
            Caffeine.newBuilder().expireAfterAccess(IDLE).build();
    private volatile @Nullable RoleSettings roles;

    InDatabaseSettings(ProjectDatabase database) {
        this.database = database;
    }

    /// The project with the settings in force; empty if its database says nothing.
    ///
    /// @throws ApiException if they are not known and the database does not answer
    public Optional<Project> override(Project project) {
        var settings = project.settings().get(RestSettings.SECTION).database();
        if (!settings.config()) {
            return Optional.empty();
        }
        try {
            var byRoles = roles(project).of(project);
            return byRoles.isEmpty() && settings.preConfig() == null
                    ? Optional.empty()
                    : Optional.of(effective(project, byRoles));
        } catch (SQLException e) {
            throw SqlStateTranslator.translate(e, ApiKey.ANON, settings.anonRole());
        }
    }

    /// Whoever finds them too old reads them anew; meanwhile the others go by the old ones.
    private RoleSettings roles(Project project) throws SQLException {
        var known = roles;
        if (known != null && !isOlder(known.readAt(), ROLES_AGE)) {
            return known;
        }
        if (known == null) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return known;
        }
        try {
            var latest = roles;
            return latest != null && !isOlder(latest.readAt(), ROLES_AGE)
                    ? latest
                    : readRoles(project, latest);
        } finally {
            reading.unlock();
        }
    }

    private RoleSettings readRoles(Project project, @Nullable RoleSettings before)
            throws SQLException {
        RoleSettings fresh;
        try {
            fresh = asLogin(project).call(() -> database.inspect(RoleSettings::read));
        } catch (SQLException e) {
            if (before == null) {
                throw e;
            }
            LOG.warn("settings of roles stay as they were: {}", e.getMessage());
            fresh = new RoleSettings(before.all(), System.nanoTime());
        }
        roles = fresh;
        return fresh;
    }

    private Project effective(Project project, Map<String, String> byRoles) throws SQLException {
        var slot = slots.get(project.ref(), ref -> new Slot());
        var known = slot.effective;
        if (known == null || !known.isOf(project, byRoles)) {
            slot.asking.lock();
        } else if (isYoung(known) || !slot.asking.tryLock()) {
            return known.result();
        }
        try {
            var fresh = make(project, byRoles, slot.effective);
            slot.effective = fresh;
            return fresh.result();
        } finally {
            slot.asking.unlock();
        }
    }

    private static boolean isYoung(Effective known) {
        return known.function() == null || !isOlder(known.readAt(), FUNCTION_AGE);
    }

    private Effective make(Project project, Map<String, String> byRoles, @Nullable Effective before)
            throws SQLException {
        var same = before != null && before.isOf(project, byRoles) ? before : null;
        if (same != null && isYoung(same)) {
            return same;
        }
        var function = function(project, byRoles);
        var said = function == null ? Map.<String, String>of() : ask(project, function, before);
        var result =
                same != null && same.said().equals(said)
                        ? same.result()
                        : Overriding.apply(project, merged(said, byRoles));
        return new Effective(project, byRoles, function, said, result, System.nanoTime());
    }

    private static Map<String, String> merged(
            Map<String, String> said, Map<String, String> byRoles) {
        var merged = new LinkedHashMap<>(said);
        merged.putAll(byRoles);
        return merged;
    }

    private static @Nullable QualifiedName function(Project project, Map<String, String> byRoles) {
        var named = byRoles.get(PRE_CONFIG);
        if (named == null) {
            return project.settings().get(RestSettings.SECTION).database().preConfig();
        }
        var only = JsonNodeFactory.instance.objectNode().put(PRE_CONFIG, named);
        return RestSettings.SECTION.parse(only).database().preConfig();
    }

    /// A function that fails changes nothing: what it said before still counts.
    private Map<String, String> ask(
            Project project, QualifiedName function, @Nullable Effective before)
            throws SQLException {
        try {
            return asLogin(project)
                    .call(() ->
                            database.inspect(connection ->
                                    PreConfig.read(connection, function, Overriding.NAMES)));
        } catch (SQLException e) {
            var same = before != null && function.equals(before.function()) ? before : null;
            if (same == null && !SqlStateTranslator.isRefusal(e)) {
                throw e;
            }
            LOG.warn("project {}: db_pre_config fails: {}", project.ref(), e.getMessage());
            return same == null ? Map.of() : same.said();
        }
    }

    private static ProjectContext asLogin(Project project) {
        return new ProjectContext(project, Login.API, ApiKey.ANON, "{}");
    }

    private static boolean isOlder(long since, Duration age) {
        return System.nanoTime() - since > age.toNanos();
    }
}
