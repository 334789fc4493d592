package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.house.HeardEvents;
import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A crash at any point leaves either a whole project or none (contracts/platform.md §16).
@PlatformTest
class SagaTest {
    private static final UUID ORGANISATION = UUID.randomUUID();

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectDraft drafts;
    @Autowired private CreateSaga creation;
    @Autowired private DeleteSaga deletion;
    @Autowired private ProjectReaper reaper;
    @Autowired private Provisioner provisioner;
    @Autowired private ProjectStore store;
    @Autowired private ProjectDirectory directory;
    @Autowired private HeardEvents events;
    @Autowired private JdbcClient database;

    static IntStream stepsOfCreation() {
        return IntStream.rangeClosed(0, CreateSaga.Step.AFTER_ROW.size());
    }

    static IntStream stepsOfDeletion() {
        return IntStream.rangeClosed(0, DeleteSaga.Step.AFTER_MARK.size());
    }

    @ParameterizedTest
    @MethodSource("stepsOfCreation")
    void a_creation_that_crashed_after_any_step_is_undone(int steps) throws SQLException {
        var project = crashInCreation("crashed", steps);
        assertThat(store.find(project.ref())).isPresent();

        reaper.reap(Duration.ZERO);

        assertNothingLeft(project);
        assertThat(store.find(project.ref())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stepsOfDeletion")
    void a_deletion_that_crashed_after_any_step_is_finished(int steps) throws SQLException {
        var project = projects.create(Wishes.of(ORGANISATION, "leaving"));
        store.status(project.ref(), ProjectStatus.DELETING, "marked");
        try (var connection = provisioner.connect()) {
            for (var step : DeleteSaga.Step.AFTER_MARK.subList(0, steps)) {
                deletion.perform(connection, step, project);
            }
        }

        reaper.reap(Duration.ZERO);

        assertNothingLeft(project);
        assertThat(store.find(project.ref()).orElseThrow().project().status())
                .isEqualTo(ProjectStatus.DELETED);
        assertThatThrownBy(() -> store.find(project.ref()).orElseThrow().secrets())
                .hasMessageContaining("no secrets any more");
    }

    @Test
    void every_step_may_be_repeated() throws SQLException {
        var wish = Wishes.of(ORGANISATION, "stuttering");
        var project = drafts.of(wish);
        var secrets = drafts.secrets(project);
        projects.insert(project, wish, secrets);
        try (var connection = provisioner.connect()) {
            for (var step : CreateSaga.Step.AFTER_ROW) {
                creation.perform(connection, step, project, secrets);
                creation.perform(connection, step, project, secrets);
            }
            assertThat(creation.finish(project.ref()).status()).isEqualTo(ProjectStatus.ACTIVE);
            store.status(project.ref(), ProjectStatus.DELETING, "marked");
            for (var step : DeleteSaga.Step.AFTER_MARK) {
                deletion.perform(connection, step, project);
                deletion.perform(connection, step, project);
            }
            deletion.finish(project);
        }
        assertNothingLeft(project);
    }

    @Test
    void a_creation_that_is_still_running_is_not_undone() throws SQLException {
        var project = crashInCreation("slow", 2);
        try (var elsewhere = provisioner.connect()) {
            SagaLock.take(elsewhere, project.ref());

            reaper.reap(Duration.ZERO);

            assertThat(store.find(project.ref())).isPresent();
        }
        reaper.reap(Duration.ZERO);
        assertThat(store.find(project.ref())).isEmpty();
    }

    @Test
    void a_young_unfinished_project_is_left_alone() throws SQLException {
        var project = crashInCreation("young", 1);

        reaper.reap();

        assertThat(store.find(project.ref())).isPresent();
        reaper.reap(Duration.ZERO);
    }

    @Test
    void a_creation_that_fails_at_the_very_end_leaves_nothing() {
        var databases = count("select count(*) from pg_database");
        var roles = count("select count(*) from pg_roles");

        assertThatThrownBy(() -> projects.create(Wishes.of(ORGANISATION, HeardEvents.UNWANTED)))
                .hasMessage("unwanted");

        assertThat(count("select count(*) from pg_database")).isEqualTo(databases);
        assertThat(count("select count(*) from pg_roles")).isEqualTo(roles);
        assertThat(directory.inOrganisation(ORGANISATION))
                .noneMatch(project -> project.name().equals(HeardEvents.UNWANTED));
    }

    @Test
    void of_several_creations_with_one_name_one_wins_and_the_others_hear_of_it() throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<Project>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var name : List.of("Twin", "twin", " TWIN ")) {
                results.add(
                        threads.submit(() -> {
                            start.await();
                            return projects.create(Wishes.of(ORGANISATION, name));
                        }));
            }
            start.countDown();
        }

        assertThat(results).filteredOn(result -> result.state() == Future.State.SUCCESS).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.state() == Future.State.FAILED)
                .hasSize(2)
                .allSatisfy(result ->
                        assertThat(((ApiException) result.exceptionNow()).code())
                                .isEqualTo(ProjectError.PROJECT_NAME_TAKEN));
        assertThat(directory.inOrganisation(ORGANISATION))
                .filteredOn(project -> project.name().equalsIgnoreCase("twin"))
                .hasSize(1);
    }

    @Test
    void the_name_of_a_deleted_project_is_free_again() {
        var project = projects.create(Wishes.of(ORGANISATION, "phoenix"));
        projects.delete(project.ref());

        assertNothingLeft(project);
        assertThatThrownBy(() -> projects.delete(project.ref()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(ProjectError.PROJECT_NOT_FOUND));
        var again = projects.create(Wishes.of(ORGANISATION, "phoenix"));
        assertThat(again.ref()).isNotEqualTo(project.ref());
    }

    @Test
    void a_project_in_use_is_deleted_all_the_same() throws SQLException {
        var project = projects.create(Wishes.of(ORGANISATION, "busy"));
        var secrets = directory.secrets(project.ref());
        try (var client =
                provisioner
                        .dataSource(
                                project.databaseName(),
                                RoleNames.of(project.ref()).api(),
                                secrets.apiPassword().reveal())
                        .getConnection()) {
            assertThat(client.isValid(5)).isTrue();

            projects.delete(project.ref());

            assertThat(client.isValid(5)).isFalse();
        }
        assertNothingLeft(project);
    }

    @Test
    void whoever_listens_takes_part_in_the_transaction() {
        var project = projects.create(Wishes.of(ORGANISATION, "heard"));
        projects.pause(project.ref());
        assertThatThrownBy(() -> projects.pause(project.ref()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(ProjectError.PROJECT_WRONG_STATE));
        projects.resume(project.ref());
        projects.delete(project.ref());

        assertThat(events.of(project.ref()))
                .containsExactly("created active", "PAUSED", "RESUMED", "deleted");
    }

    private Project crashInCreation(String name, int steps) throws SQLException {
        var wish = Wishes.of(ORGANISATION, name);
        var project = drafts.of(wish);
        var secrets = drafts.secrets(project);
        projects.insert(project, wish, secrets);
        try (var connection = provisioner.connect()) {
            for (var step : CreateSaga.Step.AFTER_ROW.subList(0, steps)) {
                creation.perform(connection, step, project, secrets);
            }
        }
        return project;
    }

    private void assertNothingLeft(Project project) {
        assertThat(
                        database.sql("select count(*) from pg_database where datname = :name")
                                .param("name", project.databaseName())
                                .query(Long.class)
                                .single())
                .isZero();
        assertThat(
                        database.sql(
                                        "select rolname::text from pg_roles where rolname like :prefix")
                                .param("prefix", "p\\_" + project.ref() + "\\_%")
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    private long count(String query) {
        return database.sql(query).query(Long.class).single();
    }
}
