package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.PlatformClient;
import dev.dupabase.process.SharedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the auth API signs, the data API takes; before, during and after a rotation.
class SigningKeysIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void tokens_of_the_old_and_the_new_key_work_in_the_data_api() throws Exception {
        var server = SharedServer.get().url();
        var owner = PlatformClient.register(server);
        var project = owner.createProject("keys " + UUID.randomUUID());
        var keys = "/platform/projects/" + project.get("id").asString() + "/signing-keys";
        var old = signUp(server, project);
        assertThat(rest(server, project, old).statusCode()).isEqualTo(200);

        var made = owner.call("POST", keys, Map.of("algorithm", "ES256"));
        var path = keys + "/" + made.get("id").asString() + "/use";
        owner.call("POST", path, Map.of("immediately", true));
        var fresh = signUp(server, project);

        assertThat(rest(server, project, old).statusCode()).isEqualTo(200);
        assertThat(rest(server, project, fresh).statusCode()).isEqualTo(200);
        var first = owner.call("GET", keys, Map.of()).get(0).get("id").asString();
        owner.call("DELETE", keys + "/" + first, Map.of());
        assertThat(rest(server, project, old).statusCode()).isEqualTo(401);
        assertThat(rest(server, project, fresh).statusCode()).isEqualTo(200);
    }

    private String signUp(String server, JsonNode project) throws Exception {
        var body = Map.of("email", UUID.randomUUID() + "@example.com", "password", "secret-1");
        var request =
                HttpRequest.newBuilder(URI.create(server + "/auth/v1/signup"))
                        .header("apikey", project.get("anon_key").asString())
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString()).body();
        return JSON.readTree(answer).get("access_token").asString();
    }

    private HttpResponse<String> rest(String server, JsonNode project, String token)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server + "/rest/v1/"))
                        .header("apikey", project.get("anon_key").asString())
                        .header("Authorization", "Bearer " + token)
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
