package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.job.BackgroundTask;
import dev.dupabase.platform.job.BackgroundTasks;
import dev.dupabase.platform.job.Jobs;
import dev.dupabase.platform.job.TaskFilter;
import dev.dupabase.platform.project.FinalBackup;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The last backup of a project (contracts/platform.md §16.4).
@PlatformTest
@Import(FarewellTest.Backups.class)
class FarewellTest {
    private static final UUID ORGANISATION = UUID.randomUUID();
    private static final Duration LONG = Duration.ofMinutes(1);

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectStore store;
    @Autowired private ProjectReaper reaper;
    @Autowired private LastCopies copies;
    @Autowired private JdbcClient database;

    /// Wants a last copy of projects named `kept…`; notes who could connect while it was taken.
    static class LastCopies implements FinalBackup, BackgroundTasks {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final AtomicInteger failures = new AtomicInteger();
        private final JdbcClient database;

        LastCopies(JdbcClient database) {
            this.database = database;
        }

        @Override
        public boolean isWanted(Project project) {
            return project.name().startsWith("kept");
        }

        @Override
        public void take(Project project) {
            heard.add(
                    "api %s, reader %s"
                            .formatted(mayConnect(project, "api"), mayConnect(project, "ro")));
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("no space");
            }
            heard.add("taken");
        }

        private boolean mayConnect(Project project, String login) {
            return database.sql("select has_database_privilege(:role, :database, 'CONNECT')")
                    .param("role", "p_%s_%s".formatted(project.ref(), login))
                    .param("database", project.databaseName())
                    .query(Boolean.class)
                    .single();
        }

        @Override
        public String kind() {
            return "copy";
        }

        @Override
        public List<BackgroundTask> newest(TaskFilter filter, int limit) {
            return List.of();
        }

        @Override
        public void abandon(Project project) {
            heard.add("abandon");
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Backups {
        @Bean
        LastCopies lastCopies(JdbcClient database) {
            return new LastCopies(database);
        }
    }

    @Test
    void a_last_backup_is_taken_while_nobody_else_can_connect_any_more() {
        copies.heard.clear();
        var project = projects.create(Wishes.of(ORGANISATION, "kept"));

        projects.delete(project.ref());

        assertThat(Jobs.await(() -> status(project) == ProjectStatus.DELETED, LONG)).isTrue();
        assertThat(copies.heard).containsExactly("abandon", "api false, reader true", "taken");
        assertThat(hasDatabase(project)).isFalse();
    }

    @Test
    void a_project_whose_last_backup_fails_keeps_its_database_until_it_succeeds()
            throws SQLException {
        copies.heard.clear();
        copies.failures.set(1);
        var project = projects.create(Wishes.of(ORGANISATION, "kept dear"));

        projects.delete(project.ref());
        assertThat(Jobs.await(() -> copies.heard.size() == 2, LONG)).isTrue();
        assertThat(status(project)).isEqualTo(ProjectStatus.DELETING);
        assertThat(hasDatabase(project)).isTrue();

        // As if the pause before the next try were over.
        assertThat(Jobs.await(() -> hasten(project), LONG)).isTrue();
        assertThat(Jobs.await(() -> status(project) == ProjectStatus.DELETED, LONG)).isTrue();
        assertThat(copies.heard).endsWith("taken");
        assertThat(hasDatabase(project)).isFalse();
    }

    @Test
    void the_reaper_begins_a_last_backup_that_nobody_is_at_any_more() {
        copies.heard.clear();
        var project = projects.create(Wishes.of(ORGANISATION, "kept again"));
        store.status(project.ref(), ProjectStatus.DELETING, "marked");

        reaper.reap(Duration.ZERO);

        assertThat(Jobs.await(() -> status(project) == ProjectStatus.DELETED, LONG)).isTrue();
        assertThat(copies.heard).endsWith("taken");
    }

    @Test
    void without_one_a_project_goes_at_once_after_its_tasks() {
        copies.heard.clear();
        var project = projects.create(Wishes.of(ORGANISATION, "plain"));

        projects.delete(project.ref());

        assertThat(status(project)).isEqualTo(ProjectStatus.DELETED);
        assertThat(copies.heard).containsExactly("abandon");
    }

    private ProjectStatus status(Project project) {
        return store.find(project.ref()).orElseThrow().project().status();
    }

    private boolean hasten(Project project) {
        return database.sql(
                                """
                                update platform.scheduled_tasks set execution_time = now()
                                where task_name = 'delete-project' and task_instance = :ref
                                    and not picked and consecutive_failures > 0
                                """)
                        .param("ref", project.ref().value())
                        .update()
                > 0;
    }

    private boolean hasDatabase(Project project) {
        return database.sql("select count(*) from pg_database where datname = :name")
                        .param("name", project.databaseName())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
