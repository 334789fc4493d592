package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dupabase.process.SharedServer;
import dupabase.generated.ApiClient;
import dupabase.generated.ApiException;
import dupabase.generated.api.AccountsApi;
import dupabase.generated.api.DatabaseApi;
import dupabase.generated.api.ProjectsApi;
import dupabase.generated.model.NewProject;
import dupabase.generated.model.Project;
import dupabase.generated.model.ProjectDeletion;
import dupabase.generated.model.ProjectSettingsChange;
import dupabase.generated.model.Refusal;
import dupabase.generated.model.Registration;
import dupabase.generated.model.SqlRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A client that openapi-generator makes of our document works with our server.
class GeneratedClientIT {
    @Test
    void a_project_is_made_used_changed_and_deleted_with_it() throws Exception {
        var client = signedIn();
        var projects = new ProjectsApi(client);
        var name = "generated " + UUID.randomUUID();

        var made = projects.createProject(new NewProject().name(name));
        assertThat(made.getStatus()).isEqualTo(Project.StatusEnum.ACTIVE);
        assertThat(projects.listProjects(null)).extracting(Project::getName).contains(name);
        assertThat(projects.getProject(made.getId()).getJwtSecret()).isNotEmpty();

        var sql = new SqlRequest().query("select 40 + 2 as answer");
        assertThat(new DatabaseApi(client).runSql(made.getId(), sql).getRowCount()).isEqualTo(1);

        var change =
                new ProjectSettingsChange().passwordMinLength(9).rest(Map.of("db_max_rows", 500));
        var settings = projects.updateProjectSettings(made.getId(), change);
        assertThat(settings.getPasswordMinLength()).isEqualTo(9);
        assertThat(settings.getRest()).containsEntry("db_max_rows", 500);

        var deletion = new ProjectDeletion().confirmName(name);
        assertThat(projects.deleteProject(made.getId(), deletion).getStatus()).isEqualTo("deleted");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> projects.getProject(made.getId()))
                .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(404));
    }

    @Test
    void a_refusal_has_a_type() throws Exception {
        var client = signedIn();
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> new ProjectsApi(client).createProject(new NewProject().name(" ")))
                .satisfies(thrown -> {
                    assertThat(thrown.getCode()).isEqualTo(400);
                    var refusal =
                            client.getObjectMapper()
                                    .readValue(thrown.getResponseBody(), Refusal.class);
                    assertThat(refusal.getCode()).isEqualTo("project_invalid");
                    assertThat(refusal.getFields()).containsKey("name");
                });
    }

    private static ApiClient signedIn() throws ApiException {
        var client = new ApiClient();
        client.updateBaseUri(SharedServer.get().url());
        var account =
                new Registration()
                        .email(UUID.randomUUID() + "@example.com")
                        .password("correct horse battery");
        var token = new AccountsApi(client).register(account).getToken();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        return client;
    }
}
