package dev.dupabase.auth.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is good for one use is good for one, however many come with it.
@TestInstance(Lifecycle.PER_CLASS)
class SingleUseTest extends AuthServer {
    private static final int MANY = 100;
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123";

    private TestProject project;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        "{\"EXTERNAL_PHONE_ENABLED\": true, \"SMS_TEST_OTP\": \"493012345=123456\"}");
    }

    @Test
    void of_a_hundred_who_type_one_code_one_signs_in() throws Exception {
        var email = asked("");
        var body =
                "{\"type\":\"email\",\"email\":\"%s\",\"token\":\"%s\"}"
                        .formatted(email, newestMail(project, email).code());

        assertOneWins(() -> project.post("/verify", body), 200, 403);
    }

    @Test
    void of_a_hundred_who_bring_one_hash_one_signs_in() throws Exception {
        var email = asked("");
        var hash = parameter(newestMail(project, email).link(), "token");
        var body = "{\"type\":\"email\",\"token_hash\":\"%s\"}".formatted(hash);

        assertOneWins(() -> project.post("/verify", body), 200, 403);
    }

    @Test
    void of_a_hundred_with_one_text_message_one_signs_in() throws Exception {
        project.post("/otp", "{\"phone\":\"493012345\"}").ok();
        var body = "{\"type\":\"sms\",\"phone\":\"493012345\",\"token\":\"123456\"}";

        assertOneWins(() -> project.post("/verify", body), 200, 403);
    }

    @Test
    void of_a_hundred_with_one_code_of_a_flow_one_gets_the_session() throws Exception {
        var email =
                asked(
                        ",\"code_challenge\":\"%s\",\"code_challenge_method\":\"plain\""
                                .formatted(VERIFIER));
        var location = project.get(newestMail(project, email).path()).header("Location");
        var body =
                "{\"auth_code\":\"%s\",\"code_verifier\":\"%s\"}"
                        .formatted(parameter(location, "code"), VERIFIER);

        assertOneWins(() -> project.post("/token?grant_type=pkce", body), 200, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "https://localhost:4000@evil.example/",
                "http://localhost:4000.evil.example",
                "https://evil.example/?http://localhost:4000",
                "javascript:alert(1)",
                "data:text/html,x",
                "http://2130706433/",
                "\\\\evil.example"
            })
    void a_link_leads_to_no_other_site_than_the_projects(String target) {
        var email = UUID.randomUUID() + "@example.com";
        project.post(
                        "/otp?redirect_to=" + URLEncoder.encode(target, StandardCharsets.UTF_8),
                        "{\"email\":\"%s\"}".formatted(email))
                .ok();
        var link = newestMail(project, email);

        var followed = project.get(link.path());

        assertThat(followed.status()).isEqualTo(303);
        var host = URI.create(followed.header("Location")).getHost();
        assertThat(host).isEqualTo("localhost");
        var tampered =
                link.path().replaceFirst("redirect_to=[^&]*", "redirect_to=https://evil.example");
        assertThat(URI.create(project.get(tampered).header("Location")).getHost())
                .isEqualTo("localhost");
    }

    private String asked(String more) {
        var email = UUID.randomUUID() + "@example.com";
        project.post("/otp", "{\"email\":\"%s\"%s}".formatted(email, more)).ok();
        return email;
    }

    private static void assertOneWins(Callable<Reply> use, int won, int lost) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uses = new ArrayList<Future<Reply>>();
            for (int i = 0; i < MANY; i++) {
                uses.add(
                        threads.submit(() -> {
                            start.await();
                            return use.call();
                        }));
            }
            start.countDown();
            var statuses = new ArrayList<Integer>();
            for (var each : uses) {
                statuses.add(each.get().status());
            }
            assertThat(statuses).containsOnly(won, lost);
            assertThat(statuses.stream().filter(List.of(won)::contains)).hasSize(1);
        }
    }

    private static String parameter(String url, String name) {
        for (var pair : URI.create(url).getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError(url);
    }
}
