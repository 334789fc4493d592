package dev.dupabase.admin.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/// A project of the class with its owner, a developer and a viewer.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StudioTest extends PlatformApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    protected ApiClient ann;
    protected ApiClient developer;
    protected ApiClient viewer;
    protected String project;
    protected String base;

    @BeforeAll
    void aProject() {
        ann = register(newEmail());
        project = ann.post("/platform/projects", "{\"name\":\"studio\"}").text("id");
        base = "/platform/projects/" + project;
        developer = member("developer");
        viewer = member("viewer");
    }

    protected ApiClient member(String role) {
        var email = newEmail();
        var client = register(email);
        joinOrganisationOf(project, email, role);
        return client;
    }

    protected ApiClient.Answer sql(String query) {
        return sql(developer, Map.of("query", query));
    }

    protected ApiClient.Answer sql(ApiClient client, Map<String, ?> body) {
        return client.post(base + "/sql", JSON.writeValueAsString(body));
    }

    /// Runs statements that must succeed.
    protected void run(String script) {
        var answer = sql(script);
        assertThat(answer.status()).as("%s: %s", script, answer.body()).isEqualTo(200);
    }

    /// The one cell of a query's answer, as JSON.
    protected String cell(String query) {
        var answer = sql(query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("rows").path(0).path(0).asString("null");
    }

    protected static String url(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
