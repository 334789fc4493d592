package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dupabase.house.Greeting;
import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.SettingsSection;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@PlatformTest
class ProjectConfiguratorTest {
    private static final UUID ORGANISATION = UUID.randomUUID();
    private static Project project;
    private static Project other;

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectConfigurator configurator;
    @Autowired private ProjectDirectory directory;
    @Autowired private SettingsSection<Greeting> greeting;
    @Autowired private JsonMapper json;

    @BeforeEach
    void two_projects() {
        if (project == null) {
            project = projects.create(Wishes.of(ORGANISATION, "settings"));
            other = projects.create(Wishes.of(ORGANISATION, "other settings"));
        }
    }

    @Test
    void changes_are_merged_key_by_key_and_known_at_once() {
        change("{'greeting':{'text':'hi','times':3}}");
        change("{'greeting':{'times':4}}");

        assertThat(settings()).isEqualTo(new Greeting("hi", 4));

        change("{'greeting':{'text':null,'times':''}}");

        assertThat(settings()).isEqualTo(new Greeting("hello", 1));
        assertThat(directory.find(project.ref()).orElseThrow().settings().overrides()).isEmpty();
    }

    @Test
    void every_change_counts_the_revision_up() {
        var before = directory.find(project.ref()).orElseThrow().revision();
        var after = change("{'greeting':{'text':'yo'}}");
        assertThat(after.revision()).isEqualTo(before + 1);
        assertThat(directory.find(project.ref())).contains(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'greeting':{'times':10}}        | greeting.times
                    {'greeting':[]}                  | greeting
                    {'greeting':null}                | greeting
                    {'nothing':{}}                   | nothing
                    {"a'; drop schema x; --":{}}     | a'; drop schema x; --
                    {'site_url':7}                   | site_url
                    {'site_url':'nowhere'}           | site_url
                    {'site_url':''}                  | site_url
                    {'site_url':'http://a b'}        | site_url
                    {'site_url':'http://u:p@a.test'} | site_url
                    """)
    void what_is_not_allowed_is_refused_with_its_field_and_changes_nothing(
            String patch, String field) {
        var before = directory.find(project.ref()).orElseThrow();

        var refusal = catchThrowableOfType(ApiException.class, () -> change(patch));

        assertThat(refusal.code().status().value()).isEqualTo(400);
        assertThat(refusal.fields()).containsOnlyKeys(field);
        assertThat(directory.find(project.ref())).contains(before);
    }

    @Test
    void the_site_may_be_a_page_or_an_application() {
        assertThat(change("{'site_url':'https://shop.test/app'}").siteUrl())
                .isEqualTo("https://shop.test/app");
        assertThat(change("{'site_url':'com.shop.app://callback'}").siteUrl())
                .isEqualTo("com.shop.app://callback");
    }

    @Test
    void a_project_can_be_made_with_settings() {
        var made =
                projects.create(
                        new NewProject(
                                ORGANISATION,
                                null,
                                "with settings",
                                object("{'greeting':{'times':2}}"),
                                "https://made.test"));
        assertThat(made.settings().get(greeting)).isEqualTo(new Greeting("hello", 2));
        assertThat(made.siteUrl()).isEqualTo("https://made.test");
        assertThatThrownBy(() ->
                        projects.create(
                                new NewProject(
                                        ORGANISATION,
                                        null,
                                        "with bad settings",
                                        object("{'greeting':{'times':0}}"),
                                        null)))
                .isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0000b", "line\nbreak"})
    void a_name_is_one_line_of_text(String name) {
        assertThatThrownBy(() -> Wishes.of(ORGANISATION, name))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ProjectError.PROJECT_INVALID);
                            assertThat(e.fields()).containsOnlyKeys("name");
                        });
    }

    @Test
    void names_with_metacharacters_are_only_names() {
        var name = "Robert'); drop table \"platform\".projects; -- \\ ? $1 {} %s 😀";
        var made = projects.create(Wishes.of(ORGANISATION, "  " + name + " "));
        assertThat(directory.find(made.ref()).orElseThrow().name()).isEqualTo(name);
        assertThatThrownBy(() -> Wishes.of(ORGANISATION, "x".repeat(101)))
                .hasMessageContaining("at most 100");
        assertThat(Wishes.of(ORGANISATION, "😀".repeat(100)).name()).hasSize(200);
    }

    @Test
    void a_domain_belongs_to_one_project() {
        configurator.addDomain(project.ref(), " WWW.Shop.Test ");
        assertThat(configurator.domains(project)).containsExactly("www.shop.test");
        assertThat(directory.findByDomain("www.shop.TEST").orElseThrow().ref())
                .isEqualTo(project.ref());

        assertThatThrownBy(() -> configurator.addDomain(other.ref(), "www.shop.test"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(ProjectError.DOMAIN_TAKEN));

        configurator.removeDomain(other.ref(), "www.shop.test");
        assertThat(configurator.domains(project)).containsExactly("www.shop.test");
        configurator.removeDomain(project.ref(), "www.shop.test");
        assertThat(directory.findByDomain("www.shop.test")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "10.0.0.1",
                "-a.test",
                "a..test",
                "a.test/x",
                "a_b.test",
                "*.a.test"
            })
    void what_is_no_domain_name_is_refused(String domain) {
        assertThatThrownBy(() -> configurator.addDomain(project.ref(), domain))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(ProjectError.PROJECT_INVALID));
    }

    private Project change(String patch) {
        return configurator.updateSettings(project.ref(), object(patch));
    }

    private Greeting settings() {
        return directory.find(project.ref()).orElseThrow().settings().get(greeting);
    }

    private ObjectNode object(String text) {
        return (ObjectNode) json.readTree(text.contains("\"") ? text : text.replace('\'', '"'));
    }
}
