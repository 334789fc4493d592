package dev.dupabase.admin.analytics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.usage.UsageFlush;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Answers what is asked about projects. What makes PostgreSQL work is asked for once in thirty
/// seconds, however many people look.
@Service
class Analytics {
    private static final Logger LOG = LoggerFactory.getLogger(Analytics.class);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration FRESH_CONNECTIONS = Duration.ofSeconds(5);
    private static final int MOST = 1_000;

    private final Cache<UUID, DatabaseAnalytics> databases = cache(FRESH);
    private final Cache<UUID, ConnectionAnalytics> connections = cache(FRESH_CONNECTIONS);
    private final Cache<UUID, QueryAnalytics> queries = cache(FRESH);
    private final Cache<UUID, AuthAnalytics> users = cache(FRESH);
    private final ServerStatistics server;
    private final ProjectStatistics inside;
    private final RequestStatistics requests;
    private final UsageFlush flush;
    private final Clock clock;

    Analytics(
            ServerStatistics server,
            ProjectStatistics inside,
            RequestStatistics requests,
            UsageFlush flush,
            Clock clock) {
        this.server = server;
        this.inside = inside;
        this.requests = requests;
        this.flush = flush;
        this.clock = clock;
    }

    DatabaseAnalytics database(Project project) {
        requireActive(project);
        return databases.get(project.id(), id -> inside.tables(project, server.size(project)));
    }

    ConnectionAnalytics connections(Project project) {
        return connections.get(project.id(), id -> server.connections(project));
    }

    QueryAnalytics queries(Project project) {
        return queries.get(project.id(), id -> server.statements(project));
    }

    AuthAnalytics users(Project project) {
        requireActive(project);
        return users.get(project.id(), id -> inside.users(project));
    }

    ApiUsage apiUsage(Project project) {
        flush.freshen();
        return requests.days(project.id());
    }

    /// @param kind null: all
    RequestSeries requests(Project project, int hours, @Nullable String kind) {
        flush.freshen();
        var from = RequestSeries.firstOf(hours, clock.instant());
        return RequestSeries.of(requests.hours(project.id(), from, kind), from, hours);
    }

    Overview overview(Project project) {
        return new Overview(
                orNull(() -> database(project)),
                orNull(() -> connections(project)),
                orNull(() -> users(project)),
                orNull(() -> apiUsage(project)));
    }

    /// A part that fails does not take the others with it.
    private static <T> @Nullable T orNull(Supplier<T> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            // the last line of defence of this part
            LOG.debug("a part of the overview is missing", e);
            return null;
        }
    }

    private static void requireActive(Project project) {
        if (project.status() != ProjectStatus.ACTIVE) {
            throw new ApiException(
                    ProjectError.PROJECT_WRONG_STATE, "the project is " + project.status().label());
        }
    }

    private static <V> Cache<UUID, V> cache(Duration fresh) {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(fresh).build();
    }
}
