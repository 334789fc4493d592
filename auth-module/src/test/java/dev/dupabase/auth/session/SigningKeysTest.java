package dev.dupabase.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.provisioning.SigningKeys;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Jwk;
import dev.dupabase.platform.token.TokenAlgorithm;
import dev.dupabase.platform.token.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SigningKeysTest extends AuthServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired private SigningKeys keys;
    @Autowired private TokenSigner signer;
    @Autowired private JdbcClient database;

    @Test
    void a_new_project_signs_with_es256_and_publishes_the_public_half_alone() {
        var project = newProject();
        var token = project.signUp("ann@example.com", "secret-1").text("access_token");

        var published = jwks(project);
        assertThat(published).hasSize(1);
        var key = published.getFirst();
        assertThat(key.propertyNames())
                .containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "alg", "use", "key_ops");
        assertThat(key.path("alg").asString()).isEqualTo("ES256");
        assertThat(key.path("use").asString()).isEqualTo("sig");
        assertThat(key.path("key_ops").toString()).isEqualTo("[\"verify\"]");
        assertThat(header(token).path("kid").asString()).isEqualTo(key.path("kid").asString());
        assertThat(header(token).path("alg").asString()).isEqualTo("ES256");
        assertThat(project.get("/.well-known/jwks.json").header("Cache-Control"))
                .contains("max-age=600")
                .contains("public");
        project.get("/user", TestProject.bearer(token)).ok();
    }

    @ParameterizedTest
    @EnumSource(TokenAlgorithm.class)
    void every_algorithm_of_the_contract_signs_and_verifies(TokenAlgorithm algorithm) {
        var project = newProject();
        var ref = project.project().ref();
        var key = keys.create(ref, algorithm);
        keys.use(ref, key.id(), true);

        var token = project.signUp("ann@example.com", "secret-1").text("access_token");

        assertThat(header(token).path("alg").asString()).isEqualTo(algorithm.label());
        assertThat(header(token).path("kid").asString()).isEqualTo(key.id());
        project.get("/user", TestProject.bearer(token)).ok();
        assertThat(jwks(project)).hasSize(algorithm.isSymmetric() ? 1 : 2);
        assertThat(project.get("/.well-known/jwks.json").text())
                .doesNotContain("\"d\"", "\"k\"", "\"p\"");
    }

    @Test
    void a_key_lives_through_standby_use_former_use_and_revocation() {
        var project = newProject();
        var ref = project.project().ref();
        var first = keys.list(project.project()).getFirst();
        var old = project.signUp("ann@example.com", "secret-1");

        var second = keys.create(ref, TokenAlgorithm.ES256);
        assertThat(second.status()).isEqualTo("standby");
        assertThat(kids(project)).containsExactly(first.id(), second.id());
        var meanwhile = project.signIn("ann@example.com", "secret-1").text("access_token");
        assertThat(header(meanwhile).path("kid").asString())
                .as("not yet in use")
                .isEqualTo(first.id());
        assertThatThrownBy(() -> keys.use(ref, second.id(), false))
                .as("published too short a time ago")
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("may not know");
        assertThatThrownBy(() -> keys.revoke(ref, first.id())).isInstanceOf(ApiException.class);

        keys.use(ref, second.id(), true);
        var fresh = project.signIn("ann@example.com", "secret-1").text("access_token");
        assertThat(header(fresh).path("kid").asString()).isEqualTo(second.id());
        project.get("/user", TestProject.bearer(fresh)).ok();
        project.get("/user", TestProject.bearer(old.text("access_token"))).ok();
        assertThat(keys.list(project.project()))
                .extracting(SigningKeys.Shown::status)
                .containsExactly("previously_used", "in_use");

        keys.revoke(ref, first.id());
        assertThat(kids(project)).containsExactly(second.id());
        project.get("/user", TestProject.bearer(fresh)).ok();
        project.get("/user", TestProject.bearer(old.text("access_token")))
                .refused(
                        403,
                        "bad_jwt",
                        "invalid JWT: unable to parse or verify signature, token signature is"
                                + " invalid: signature is invalid");
        project.refresh(old.text("refresh_token")).ok();
        assertThatThrownBy(() -> keys.revoke(ref, first.id())).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> keys.use(ref, "no-such-key", true))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void no_request_fails_while_keys_rotate() throws Exception {
        var project = newProject();
        var ref = project.project().ref();
        var token = project.signUp("ann@example.com", "secret-1").text("access_token");
        var ended = new AtomicBoolean();
        Callable<List<Integer>> caller =
                () -> {
                    var statuses = new ArrayList<Integer>();
                    while (!ended.get()) {
                        statuses.add(project.get("/user", TestProject.bearer(token)).status());
                        var signedIn = project.signIn("ann@example.com", "secret-1");
                        statuses.add(signedIn.status());
                        var bearer = TestProject.bearer(signedIn.text("access_token"));
                        statuses.add(project.get("/user", bearer).status());
                    }
                    return statuses;
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = List.of(threads.submit(caller), threads.submit(caller));
            for (int i = 0; i < 5; i++) {
                keys.use(ref, keys.create(ref, TokenAlgorithm.ES256).id(), true);
            }
            ended.set(true);
            for (var each : callers) {
                assertThat(each.get()).isNotEmpty().containsOnly(200);
            }
        }
    }

    @Test
    void private_keys_are_sealed_at_rest_and_shown_to_nobody() {
        var project = newProject();
        var key = keys.list(project.project()).getFirst();
        var sealed =
                database.sql("select secrets from platform.projects where ref = :ref")
                        .param("ref", project.project().ref().value())
                        .query((row, number) -> row.getBytes(1))
                        .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(key.id())
                .doesNotContain("\"d\"");
        assertThat(key.publicJwk()).doesNotContainKey("d");
        assertThat(project.secrets().toString()).doesNotContain("\"d\"");
        assertThat(project.secrets().tokenKeys().signer().toString()).doesNotContain("\"d\"");
    }

    @Test
    void a_key_set_of_the_settings_signs_and_the_projects_own_keys_go_on_vouching() {
        var project = newProject();
        var before = project.signUp("ann@example.com", "secret-1").text("access_token");
        var rsa = key(TokenAlgorithm.RS256, "imported", "sign", "verify");
        var oct = key(TokenAlgorithm.HS256, "legacy", "verify");

        configure(
                project,
                "{\"JWT_KEYS\": %s}"
                        .formatted(JSON.writeValueAsString("[" + rsa + "," + oct + "]")));

        var after = project.signIn("ann@example.com", "secret-1").text("access_token");
        assertThat(header(after).path("kid").asString()).isEqualTo("imported");
        assertThat(header(after).path("alg").asString()).isEqualTo("RS256");
        project.get("/user", TestProject.bearer(after)).ok();
        project.get("/user", TestProject.bearer(before)).ok();
        assertThat(kids(project)).contains("imported").doesNotContain("legacy");
        var imported = new Jwk(new Secret(oct), false).parse();
        var theirs = signer.sign(imported, Map.of("role", "service_role"));
        project.get("/admin/users", TestProject.bearer(theirs)).ok();
        project.get("/admin/users", TestProject.bearer(project.serviceKey())).ok();
        assertThatThrownBy(() ->
                        keys.use(
                                project.project().ref(),
                                keys.create(project.project().ref(), TokenAlgorithm.ES256).id(),
                                true))
                .hasMessageContaining("JWT_KEYS");
    }

    @Test
    void a_key_set_that_is_none_is_refused_with_its_name() {
        var project = newProject();
        var key = key(TokenAlgorithm.ES256, "a", "verify");
        var sign = key(TokenAlgorithm.ES256, "a", "sign");
        for (var set :
                List.of(
                        "nonsense",
                        "{}",
                        "[]",
                        "[{}]",
                        "[" + key + "]",
                        "[" + sign + "," + sign + "]",
                        "[{\"kty\":\"oct\",\"k\":\"c2hvcnQ\",\"key_ops\":[\"sign\"]}]")) {
            assertThatThrownBy(() ->
                            configure(
                                    project,
                                    "{\"JWT_KEYS\": %s}".formatted(JSON.writeValueAsString(set))))
                    .as(set)
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("JWT_KEYS")
                    .hasMessageNotContaining("c2hvcnQ");
        }
    }

    @Test
    void a_token_cannot_choose_another_algorithm_for_a_public_key() {
        var project = newProject();
        var user = project.signUp("ann@example.com", "secret-1");
        var published = jwks(project).getFirst();
        var forged =
                signer.sign(
                        new Secret(published.path("x").asString() + published.path("y").asString()),
                        Map.of("sub", user.text("user.id"), "role", "service_role"));

        assertThat(project.get("/admin/users", TestProject.bearer(forged)).status()).isEqualTo(403);
    }

    private static String key(TokenAlgorithm algorithm, String id, String... operations) {
        var node = (ObjectNode) JSON.readTree(Jwk.generate(algorithm, id).json().reveal());
        var ops = node.putArray("key_ops");
        for (var operation : operations) {
            ops.add(operation);
        }
        return node.toString();
    }

    private static List<JsonNode> jwks(TestProject project) {
        return project.get("/.well-known/jwks.json").ok().at("keys").valueStream().toList();
    }

    private static List<String> kids(TestProject project) {
        return jwks(project).stream().map(key -> key.path("kid").asString()).toList();
    }

    private static JsonNode header(String token) {
        return JSON.readTree(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.")[0]),
                        StandardCharsets.UTF_8));
    }
}
