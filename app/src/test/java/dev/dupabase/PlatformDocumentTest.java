package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.testing.TestHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/// The description of the platform API as the whole house serves it. The dashboard's types and the
/// generated client are made from the copy in `frontend/openapi`, which `make openapi` writes.
@SpringBootTest(
        classes = DupabaseApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "management.server.port=0")
@ContextConfiguration(initializers = TestHost.class)
class PlatformDocumentTest {
    private static final Path COPY = Path.of("../frontend/openapi/platform.json");

    @LocalServerPort int port;

    @Test
    void the_copy_of_the_document_is_what_the_server_says() throws Exception {
        var served = served();
        if (System.getProperty("dupabase.openapi", "").equals("write")) {
            Files.writeString(COPY, served);
        }
        assertThat(Files.readString(COPY))
                .as("frontend/openapi/platform.json is out of date: run `make openapi`")
                .isEqualTo(served);
    }

    private String served() throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + port + "/platform/openapi.json");
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            var json = JsonMapper.shared().readTree(answer.body());
            return json.toPrettyString().replace("\r\n", "\n") + "\n";
        }
    }
}
