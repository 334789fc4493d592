package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@PlatformTest
class SealedSettingsTest {
    private static final String SECRET = "ein-Geheimnis-4711";

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectConfigurator configurator;
    @Autowired private ProjectDirectory directory;
    @Autowired private SettingsSealing sealing;
    @Autowired private JdbcClient platform;
    @Autowired private JsonMapper json;
    private Project project;

    @BeforeEach
    void a_project() {
        var name = UUID.randomUUID().toString();
        project = projects.create(Wishes.of(UUID.randomUUID(), name));
    }

    @Test
    void a_secret_setting_is_in_force_and_not_to_be_read_in_the_row() {
        change("{'greeting':{'text':'hi','password':'%s'}}".formatted(SECRET));

        assertThat(password()).isEqualTo(SECRET);
        assertThat(row()).contains("\"text\": \"hi\"").doesNotContain(SECRET, hex(SECRET));
    }

    @Test
    void a_project_made_with_a_secret_setting_has_it_sealed() {
        project =
                projects.create(
                        new NewProject(
                                UUID.randomUUID(),
                                null,
                                "made",
                                object("{'greeting':{'password':'%s'}}".formatted(SECRET)),
                                null));

        assertThat(password()).isEqualTo(SECRET);
        assertThat(row()).doesNotContain(SECRET, hex(SECRET));
    }

    @Test
    void a_secret_stays_when_another_setting_changes_or_its_mask_comes_back() {
        change("{'greeting':{'password':'%s'}}".formatted(SECRET));
        change("{'greeting':{'times':2}}");
        change("{'greeting':{'password':'********'}}");

        assertThat(password()).isEqualTo(SECRET);
    }

    @Test
    void a_secret_that_is_unset_leaves_nothing() {
        change("{'greeting':{'password':'%s'}}".formatted(SECRET));
        change("{'greeting':{'password':null}}");

        assertThat(directory.find(project.ref()).orElseThrow().settings().overrides()).isEmpty();
        assertThat(isSealed()).isFalse();
    }

    @Test
    void what_was_stored_openly_is_sealed_at_the_start() {
        platform.sql(
                        """
                        update platform.projects set settings = cast(:settings as jsonb) where id = :id
                        """)
                .param("settings", "{\"greeting\":{\"password\":\"%s\"}}".formatted(SECRET))
                .param("id", project.id())
                .update();
        assertThat(row()).contains(SECRET);

        sealing.sealAll();

        assertThat(row()).doesNotContain(SECRET, hex(SECRET));
        directory.invalidate(project.ref());
        assertThat(password()).isEqualTo(SECRET);
    }

    @Test
    void the_secret_settings_of_a_deleted_project_are_erased() {
        change("{'greeting':{'password':'%s'}}".formatted(SECRET));
        projects.delete(project.ref());
        assertThat(isSealed()).isFalse();
    }

    private String password() {
        return directory
                .find(project.ref())
                .orElseThrow()
                .settings()
                .overrides()
                .path("greeting")
                .path("password")
                .asString();
    }

    /// All of it, as a dump of the database would show it.
    private String row() {
        return platform.sql("select p::text from platform.projects p where id = :id")
                .param("id", project.id())
                .query(String.class)
                .single()
                .replace("\"\"", "\"");
    }

    private boolean isSealed() {
        return platform.sql(
                        "select sealed_settings is not null from platform.projects where id = :id")
                .param("id", project.id())
                .query(Boolean.class)
                .single();
    }

    private static String hex(String text) {
        return java.util.HexFormat.of()
                .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void change(String patch) {
        configurator.updateSettings(project.ref(), object(patch));
    }

    private ObjectNode object(String text) {
        return (ObjectNode) json.readTree(text.replace('\'', '"'));
    }
}
