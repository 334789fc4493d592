package dev.dupabase.admin.studio.session;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.owner.OwnerConnections;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectRef;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Opens sessions of the studio, a few of each project at a time, so that the studio of one project
/// leaves connections to the others and to the project's own APIs.
@Component
public class StudioSessions {
    private static final int MOST_OF_A_PROJECT = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DataSize MOST_AT_ONCE = DataSize.ofMegabytes(64);

    private final Map<ProjectRef, Semaphore> places = new ConcurrentHashMap<>();
    private final OwnerConnections connections;

    StudioSessions(OwnerConnections connections) {
        this.connections = connections;
    }

    /// Opens a session, which the caller closes.
    ///
    /// @param purpose as `pg_stat_activity` shows it
    /// @param statementTimeout after which the server cancels a statement; zero: never
    public StudioSession open(Project project, String purpose, Duration statementTimeout) {
        var place =
                places.computeIfAbsent(
                        project.ref(), ref -> new Semaphore(MOST_OF_A_PROJECT, true));
        enter(place);
        boolean opened = false;
        try {
            var terms =
                    new OwnerConnections.Terms(
                            "dupabase-" + purpose, statementTimeout, MOST_AT_ONCE);
            var session = new StudioSession(connections.open(project, terms), place::release);
            opened = true;
            return session;
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection of pgjdbc", e);
        } finally {
            if (!opened) {
                place.release();
            }
        }
    }

    private static void enter(Semaphore place) {
        try {
            if (place.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ApiException(
                        CommonError.OVERLOADED, "too much is going on in this project's studio")
                .header("Retry-After", "5");
    }
}
