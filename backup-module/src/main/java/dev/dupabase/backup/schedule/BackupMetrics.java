package dev.dupabase.backup.schedule;

import dev.dupabase.backup.run.BackupEnded;
import dev.dupabase.backup.run.Run.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts backups and their bytes, and tells how old the newest one of each organisation is, whose
/// backups are switched on.
@Component
class BackupMetrics implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(BackupMetrics.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// Before the first one: since they were switched on.
    private static final String NEWEST =
            """
            select s.org_id, coalesce(
                (select max(h.completed_at) from platform.backup_history h
                    where h.org_id = s.org_id and h.status = 'completed'),
                s.created_at)
            from platform.backup_settings s where s.enabled
            """;

    private final MeterRegistry registry;
    private final MultiGauge ages;
    private final JdbcClient database;
    private final Clock clock;
    private volatile @Nullable Thread thread;

    BackupMetrics(MeterRegistry registry, JdbcClient database, Clock clock) {
        this.registry = registry;
        this.database = database;
        this.clock = clock;
        this.ages =
                MultiGauge.builder("dupabase.backup.last.success.age")
                        .baseUnit("seconds")
                        .description("Age of the newest completed backup of an organisation")
                        .register(registry);
    }

    private record Newest(UUID organisation, Instant time) {}

    @EventListener
    void onEnded(BackupEnded event) {
        var run = event.run();
        if (run.status() == Status.RUNNING) {
            return;
        }
        registry.counter("dupabase.backup.runs", "status", run.status().label()).increment();
        if (run.status() == Status.COMPLETED && run.sizeBytes() != null) {
            registry.counter("dupabase.backup.bytes").increment(run.sizeBytes());
        }
    }

    /// Each instance tells them, whichever runs the schedules.
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        thread = Thread.ofVirtual().name("backup-metrics").start(this::refreshAgainAndAgain);
    }

    @Override
    public void destroy() {
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void refreshAgainAndAgain() {
        try {
            while (true) {
                refresh();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        try {
            ages.register(
                    database.sql(NEWEST).query((row, number) -> newest(row)).list().stream()
                            .map(newest ->
                                    MultiGauge.Row.of(
                                            Tags.of(
                                                    "organisation",
                                                    newest.organisation().toString()),
                                            newest.time(),
                                            time ->
                                                    Duration.between(time, clock.instant())
                                                            .toSeconds()))
                            .toList(),
                    true);
        } catch (DataAccessException e) {
            LOG.debug("the ages of backups are not known now", e);
        }
    }

    private static Newest newest(ResultSet row) throws SQLException {
        return new Newest(
                row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class).toInstant());
    }
}
