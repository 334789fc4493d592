package dev.dupabase.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/// What another instance changes is known here at once.
@PlatformTest
class CachedProjectDirectoryTest {
    private static final UUID ORGANISATION = UUID.randomUUID();

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectDirectory directory;
    @Autowired private JdbcClient database;

    @Test
    void a_change_by_another_instance_is_heard() throws InterruptedException {
        var project = create("heard");
        rename(project.ref(), "changed");
        assertThat(directory.find(project.ref()).orElseThrow().name())
                .as("from memory")
                .isEqualTo("heard");

        notice(project.ref() + " " + UUID.randomUUID());

        within(
                Duration.ofSeconds(5),
                () -> directory.find(project.ref()).orElseThrow().name().equals("changed"));
    }

    @Test
    void when_the_line_was_cut_everything_is_looked_up_anew() throws InterruptedException {
        var project = create("cut");
        rename(project.ref(), "after the cut");
        assertThat(
                        database.sql(
                                        """
                                        select pg_terminate_backend(pid) from pg_stat_activity
                                        where datname = current_database() and application_name = :listener
                                        """)
                                .param("listener", ChangeListener.APPLICATION)
                                .query(Boolean.class)
                                .list())
                .isNotEmpty();

        within(
                Duration.ofSeconds(10),
                () -> directory.find(project.ref()).orElseThrow().name().equals("after the cut"));
    }

    @Test
    void nonsense_on_the_channel_is_ignored() throws InterruptedException {
        var project = create("calm");
        for (var payload : new String[] {"", "x", "x y z", project.ref().value()}) {
            notice(payload);
        }
        Thread.sleep(200);
        assertThat(directory.find(project.ref())).contains(project);
    }

    @Test
    void a_project_is_found_by_its_id_and_not_when_there_is_none() {
        var project = create("by id");
        assertThat(directory.find(project.id())).contains(project);
        assertThat(directory.find(UUID.randomUUID())).isEmpty();
        assertThat(directory.find(ProjectRef.random())).isEmpty();
        assertThat(directory.findByDomain("nowhere.test")).isEmpty();
        assertThat(directory.findByOpaqueKey("sb_secret_nobody")).isEmpty();
        assertThat(directory.inOrganisation(ORGANISATION)).contains(project);
    }

    @Test
    void secrets_are_sealed_in_the_table() {
        var project = create("sealed");
        var secrets = directory.secrets(project.ref());
        var row =
                database.sql(
                                "select encode(secrets, 'escape') || row_to_json(p)::text from"
                                        + " platform.projects p where ref = :ref")
                        .param("ref", project.ref().value())
                        .query(String.class)
                        .single();
        assertThat(row)
                .doesNotContain(secrets.jwtSecret().reveal())
                .doesNotContain(secrets.serviceRoleKey().reveal())
                .doesNotContain(secrets.apiPassword().reveal());
        assertThat(secrets.toString()).doesNotContain(secrets.jwtSecret().reveal());
    }

    private Project create(String name) {
        return projects.create(
                new NewProject(
                        ORGANISATION, null, name, JsonNodeFactory.instance.objectNode(), null));
    }

    private void rename(ProjectRef ref, String name) {
        directory.find(ref);
        database.sql("update platform.projects set name = :name where ref = :ref")
                .param("name", name)
                .param("ref", ref.value())
                .update();
    }

    private void notice(String payload) {
        database.sql("select pg_notify('dupabase_projects', :payload)")
                .param("payload", payload)
                .query((row, number) -> number)
                .list();
    }

    private static void within(Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        var end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.sleep(20);
        }
    }
}
