package dev.dupabase.platform.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.house.RawHttp;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectConfigurator;
import dev.dupabase.platform.provisioning.ProjectKeys;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Every way to name a project, against every way to be wrong about it (DESIGN §2).
@PlatformTest
class ProjectContextFilterTest {
    private static final UUID ORGANISATION = UUID.randomUUID();
    private static final String ECHO = "/auth/v1/echo";
    private static final String NO_KEY = refusal("No API key found in request", "unauthenticated");
    private static final String BAD_KEY = refusal("Invalid API key", "unauthenticated");
    private static final String EXPIRED = refusal("The API key has expired", "unauthenticated");
    private static final String TWO =
            refusal("The request names two different projects", "project_mismatch");
    private static final String UNKNOWN = refusal("There is no such project", "project_not_found");
    private static Project shop;
    private static Project foreign;
    private static String publishable;
    private static String secret;
    private static String foreignSecret;

    @LocalServerPort private int port;
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private ProjectKeys keys;
    @Autowired private ProjectConfigurator configurator;
    @Autowired private ProjectDirectory directory;
    @Autowired private TokenSigner signer;
    @Autowired private JsonMapper json;

    @BeforeEach
    void two_projects() {
        if (shop == null) {
            shop = create("shop");
            foreign = create("foreign");
            publishable = opaque(shop, ProjectKeys.Kind.PUBLISHABLE);
            secret = opaque(shop, ProjectKeys.Kind.SECRET);
            foreignSecret = opaque(foreign, ProjectKeys.Kind.SECRET);
        }
    }

    @Test
    void the_path_prefix_names_the_project_and_is_hidden_from_the_api() {
        var answer = get("/p/" + shop.ref() + ECHO + "?a=1&b=%2F");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer))
                .containsEntry("ref", shop.ref().value())
                .containsEntry("key", null)
                .containsEntry("bearer", null)
                .containsEntry("prefix", "/p/" + shop.ref())
                .containsEntry("uri", ECHO)
                .containsEntry("query", "a=1&b=%2F");
    }

    @Test
    void the_host_name_names_the_project() {
        assertShop(get(ECHO, "Host: " + shop.ref() + ".example.test"), null);
        assertShop(get(ECHO, "Host: " + shop.ref() + ".Example.TEST:8080"), null);
    }

    @Test
    void a_custom_domain_names_the_project_until_it_is_removed() {
        configurator.addDomain(shop.ref(), "api.shop.test");
        assertShop(get(ECHO, "Host: api.shop.test"), null);

        configurator.removeDomain(shop.ref(), "api.shop.test");

        assertRefused(get(ECHO, "Host: api.shop.test"), 401, NO_KEY);
    }

    @Test
    void a_legacy_key_names_the_project_and_does_not_speak_for_its_role() {
        assertShop(get(ECHO, "apikey: " + anon(shop)), "anon");
        assertShop(get(ECHO, "apikey: " + service(shop)), "service_role");
        assertShop(get(ECHO, "apikey: " + service(shop)), "service_role");
        assertThat(body(get(ECHO, "apikey: " + anon(shop))))
                .containsEntry("bearer", null)
                .containsEntry("opaque", false);
    }

    @Test
    void the_key_may_stand_in_the_query_and_is_hidden_from_the_api() {
        var answer = get(ECHO + "?x=1&apikey=" + anon(shop) + "&y=2");

        assertShop(answer, "anon");
        assertThat(body(answer)).containsEntry("query", "x=1&y=2");
        assertShop(get(ECHO + "?apikey=" + publishable), "anon");
    }

    @Test
    void a_bearer_token_that_is_a_key_names_the_project() {
        var answer = get(ECHO, "Authorization: bearer " + service(shop));

        assertShop(answer, "service_role");
        assertThat(body(answer)).containsEntry("bearer", service(shop));
    }

    @Test
    void an_opaque_key_speaks_for_its_role_unless_another_token_comes_along() {
        assertThat(body(get(ECHO, "apikey: " + publishable)))
                .containsEntry("ref", shop.ref().value())
                .containsEntry("key", "anon")
                .containsEntry("opaque", true)
                .containsEntry("bearer", null);
        assertThat(body(get(ECHO, "apikey: " + secret, "Authorization: Bearer " + secret)))
                .containsEntry("key", "service_role")
                .containsEntry("bearer", null);
        assertThat(body(get(ECHO, "apikey: " + publishable, "Authorization: Bearer a.b.c")))
                .containsEntry("key", "anon")
                .containsEntry("bearer", "a.b.c");
        assertThat(body(get(ECHO, "Authorization: Bearer " + secret)))
                .containsEntry("key", "service_role")
                .containsEntry("bearer", null);
        assertThat(body(get(ECHO, "apikey: " + anon(shop), "Authorization: Bearer " + secret)))
                .containsEntry("key", "service_role")
                .containsEntry("opaque", true)
                .containsEntry("bearer", null);
    }

    @Test
    void a_bearer_token_goes_on_untouched() {
        var key = "apikey: " + anon(shop);
        assertThat(body(get(ECHO, key, "Authorization: Bearer not a token")))
                .containsEntry("bearer", "not a token");
        assertThat(body(get(ECHO, key, "Authorization: Bearer"))).containsEntry("bearer", "");
        assertThat(body(get(ECHO, key, "Authorization: Basic eDp5"))).containsEntry("bearer", null);
        assertThat(body(get("/p/" + shop.ref() + ECHO, "Authorization: Bearer x")))
                .containsEntry("bearer", "x")
                .containsEntry("key", null);
    }

    @Test
    void a_request_that_names_no_project_is_refused() {
        assertRefused(get(ECHO), 401, NO_KEY);
        assertRefused(get(ECHO, "apikey: "), 401, NO_KEY);
        assertRefused(get(ECHO + "?apikey="), 401, NO_KEY);
        assertRefused(get(ECHO, "Authorization: Bearer"), 401, NO_KEY);
        assertRefused(get(ECHO, "Authorization: Bearer a.b.c"), 401, NO_KEY);
        assertRefused(get(ECHO, "Authorization: Basic " + anon(shop)), 401, NO_KEY);
        assertRefused(get(ECHO, "Host: www.example.test"), 401, NO_KEY);
        assertRefused(get(ECHO, "Authorization: Bearer " + userToken(shop, 60)), 401, NO_KEY);
    }

    @Test
    void two_names_that_differ_are_refused() {
        var path = "/p/" + shop.ref() + ECHO;
        var host = "Host: " + shop.ref() + ".example.test";
        assertRefused(get(path, "Host: " + foreign.ref() + ".example.test"), 401, TWO);
        for (var key : new String[] {anon(foreign), service(foreign), foreignSecret}) {
            assertRefused(get(path, "apikey: " + key), 401, TWO);
            assertRefused(get(path + "?apikey=" + key), 401, TWO);
            assertRefused(get(path, "Authorization: Bearer " + key), 401, TWO);
            assertRefused(get(ECHO, host, "apikey: " + key), 401, TWO);
            assertRefused(get(ECHO + "?apikey=" + key, host), 401, TWO);
            assertRefused(get(ECHO, host, "Authorization: Bearer " + key), 401, TWO);
            assertRefused(get(ECHO + "?apikey=" + key, "apikey: " + anon(shop)), 401, TWO);
        }
        assertRefused(
                get(ECHO, "apikey: " + anon(shop), "Authorization: Bearer " + foreignSecret),
                401,
                TWO);
    }

    @Test
    void a_project_that_does_not_exist_is_not_found() {
        var ref = "abcdefghijklmnopqrst";
        assertRefused(get("/p/" + ref + ECHO), 404, UNKNOWN);
        assertRefused(get("/p/x" + ECHO), 404, UNKNOWN);
        assertRefused(get("/p/drop-table" + ECHO), 404, UNKNOWN);
        assertThat(get("/p/%22;--" + ECHO).status()).isEqualTo(404);
        assertRefused(get("/p/" + ref + ECHO, "apikey: " + anon(shop)), 404, UNKNOWN);
        assertRefused(get(ECHO, "Host: " + ref + ".example.test"), 404, UNKNOWN);
        var claims = Map.of("role", "anon", "project_id", UUID.randomUUID().toString());
        var token = signer.sign(directory.secrets(shop.ref()).jwtSecret(), claims);
        assertRefused(get(ECHO, "apikey: " + token), 404, UNKNOWN);
    }

    @Test
    void a_key_that_is_not_good_is_refused() {
        var good = anon(shop);
        var cut = good.substring(0, good.length() - 2);
        var other = good.endsWith("AA") ? cut + "BB" : cut + "AA";
        for (var key :
                new String[] {
                    "x",
                    "a.b.c",
                    "bnVsbA.bnVsbA.x",
                    cut,
                    other,
                    unsigned(good),
                    signed(new Secret("another-secret-another-secret-1234"), shop, "anon", 60),
                    signed(jwtSecret(foreign), shop, "service_role", 60),
                    signed(jwtSecret(shop), shop, "postgres", 60),
                    userToken(shop, 60),
                    "sb_secret_" + "x".repeat(40),
                    secret + "x",
                    "sb_publishable_" + secret.substring("sb_secret_".length()),
                    "y".repeat(5000)
                }) {
            assertRefused(get(ECHO, "apikey: " + key), 401, BAD_KEY);
            assertRefused(get("/p/" + shop.ref() + ECHO, "apikey: " + key), 401, BAD_KEY);
        }
        assertRefused(
                get(ECHO, "apikey: " + signed(jwtSecret(shop), shop, "anon", -1)), 401, EXPIRED);
    }

    @Test
    void a_key_is_good_until_it_expires_and_not_a_second_longer() throws InterruptedException {
        var key = signed(jwtSecret(shop), shop, "anon", 2);
        assertShop(get(ECHO, "apikey: " + key), "anon");
        Thread.sleep(2100);
        assertRefused(get(ECHO, "apikey: " + key), 401, EXPIRED);
    }

    @Test
    void a_revoked_key_is_refused_at_once() {
        var created = keys.create(shop.ref(), ProjectKeys.Kind.SECRET, "short-lived", null);
        assertShop(get(ECHO, "apikey: " + created.key().reveal()), "service_role");

        keys.revoke(shop.ref(), created.row().id());

        assertRefused(get(ECHO, "apikey: " + created.key().reveal()), 401, BAD_KEY);
    }

    @Test
    void rotated_keys_are_refused_at_once_or_when_their_grace_ends() throws InterruptedException {
        var project = create("rotating");
        var first = anon(project);
        assertThat(get(ECHO, "apikey: " + first).status()).isEqualTo(200);

        keys.rotate(project.ref(), Duration.ofSeconds(2));
        var second = anon(project);
        assertThat(second).isNotEqualTo(first);
        assertThat(get(ECHO, "apikey: " + first).status()).isEqualTo(200);
        assertThat(get(ECHO, "apikey: " + second).status()).isEqualTo(200);
        Thread.sleep(2100);
        assertRefused(get(ECHO, "apikey: " + first), 401, BAD_KEY);

        keys.rotate(project.ref(), Duration.ZERO);
        assertRefused(get(ECHO, "apikey: " + second), 401, BAD_KEY);
        assertThat(get(ECHO, "apikey: " + anon(project)).status()).isEqualTo(200);
    }

    @Test
    void a_paused_project_refuses_and_a_resumed_one_answers_again() {
        var project = create("resting");
        var key = anon(project);
        provisioner.pause(project.ref());

        var paused = refusal("The project is paused", "project_paused");
        assertRefused(get(ECHO, "apikey: " + key), 403, paused);
        assertRefused(get("/p/" + project.ref() + ECHO), 403, paused);

        provisioner.resume(project.ref());
        assertThat(get(ECHO, "apikey: " + key).status()).isEqualTo(200);
    }

    @Test
    void a_deleted_project_is_not_found_by_any_name() {
        var project = create("leaving");
        var key = anon(project);
        var opaque = opaque(project, ProjectKeys.Kind.SECRET);
        assertThat(get(ECHO, "apikey: " + key).status()).isEqualTo(200);
        assertThat(get(ECHO, "apikey: " + opaque).status()).isEqualTo(200);

        provisioner.delete(project.ref());

        assertRefused(get("/p/" + project.ref() + ECHO), 404, UNKNOWN);
        assertRefused(get(ECHO, "apikey: " + key), 404, UNKNOWN);
        assertRefused(get(ECHO, "apikey: " + opaque), 401, BAD_KEY);
    }

    @Test
    void only_the_apis_of_projects_are_reached_through_the_prefix() {
        for (var path :
                new String[] {"", "/", "/platform/auth/me", "/health", "/docs", "/authx/v1/echo"}) {
            assertThat(get("/p/" + shop.ref() + path).status()).as(path).isEqualTo(404);
        }
        assertThat(get("/%70/" + shop.ref() + ECHO).status()).isEqualTo(404);
        assertThat(get("/p/" + shop.ref() + "/auth/v1/../../../health").status())
                .isIn(200, 400, 404);
    }

    private void assertShop(RawHttp.Answer answer, String role) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(body(answer))
                .containsEntry("ref", shop.ref().value())
                .containsEntry("key", role)
                .containsEntry("uri", ECHO);
    }

    private static void assertRefused(RawHttp.Answer answer, int status, String body) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    private static String refusal(String text, String code) {
        return "{\"error\":\"%s\",\"code\":\"%s\"}".formatted(text, code);
    }

    private RawHttp.Answer get(String target, String... headers) {
        return RawHttp.get(port, target, headers);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> body(RawHttp.Answer answer) {
        return json.readValue(answer.body(), LinkedHashMap.class);
    }

    private Project create(String name) {
        return provisioner.create(
                new NewProject(
                        ORGANISATION, null, name, JsonNodeFactory.instance.objectNode(), null));
    }

    private String opaque(Project project, ProjectKeys.Kind kind) {
        return keys.create(project.ref(), kind, "test", null).key().reveal();
    }

    private String anon(Project project) {
        return directory.secrets(project.ref()).anonKey().reveal();
    }

    private String service(Project project) {
        return directory.secrets(project.ref()).serviceRoleKey().reveal();
    }

    private Secret jwtSecret(Project project) {
        return directory.secrets(project.ref()).jwtSecret();
    }

    private String signed(Secret secret, Project project, String role, long lifetime) {
        return signer.sign(
                secret,
                Map.of(
                        "role",
                        role,
                        "project_id",
                        project.id().toString(),
                        "exp",
                        Instant.now().getEpochSecond() + lifetime));
    }

    private String userToken(Project project, long lifetime) {
        return signer.sign(
                jwtSecret(project),
                Map.of(
                        "role",
                        "authenticated",
                        "sub",
                        UUID.randomUUID().toString(),
                        "exp",
                        Instant.now().getEpochSecond() + lifetime));
    }

    private static String unsigned(String key) {
        var parts = key.split("\\.");
        return "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + parts[1] + ".";
    }
}
