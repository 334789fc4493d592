package dev.dupabase.auth.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Browser;
import dev.dupabase.auth.OpenIdServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class CustomProviderTest extends AuthServer {
    private static final String PATH = "/admin/custom-providers";

    private TestProject project;
    private String[] admin;

    @BeforeAll
    void makeProject() {
        project = newProject("{\"URI_ALLOW_LIST\": \"https://app.example/**\"}");
        admin = TestProject.bearer(project.serviceKey());
    }

    private static String oidc(String name, String more) {
        return """
        {"provider_type":"oidc","identifier":"custom:%s","name":"Acme","client_id":"shop",
         "client_secret":"hush-hush","issuer":"%s","scopes":["email"]%s}
        """
                .formatted(name, OpenIdServer.safeIssuer("acme"), more);
    }

    private String arrive(String name, String subject, Map<String, Object> claims) {
        var start =
                Browser.follow(
                        project.url(
                                "/authorize?redirect_to=https://app.example/&provider=custom:"
                                        + name));
        assertThat(Browser.values(start, '?'))
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid email")
                .containsEntry("prompt", "login");
        return Browser.follow(project.here(OpenIdServer.signIn(start, subject, claims)));
    }

    @Test
    void a_provider_is_made_used_changed_and_taken_away() {
        var more =
                """
                ,"authorization_params":{"prompt":"login"},
                "attribute_mapping":{"name":"profile.display","nickname":"nick"},
                "custom_claims_allowlist":["department"]
                """;
        var made = project.post(PATH, oidc("acme", more), admin);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text("identifier")).isEqualTo("custom:acme");
        assertThat(made.at("pkce_enabled").asBoolean()).isTrue();
        assertThat(made.text("discovery_document.issuer"))
                .isEqualTo(OpenIdServer.safeIssuer("acme"));
        assertThat(made.text()).doesNotContain("hush-hush");
        assertThat(project.query("select client_secret from auth.custom_oauth_providers"))
                .allSatisfy(stored -> assertThat(stored).startsWith("sealed:"));

        var email = UUID.randomUUID() + "@example.com";
        var end =
                arrive(
                        "acme",
                        "acme-1",
                        Map.of(
                                "email",
                                email,
                                "email_verified",
                                true,
                                "nick",
                                "annie",
                                "department",
                                "Sales",
                                "secret",
                                "not for us",
                                "profile",
                                Map.of("display", "Ann A.")));
        assertThat(end).startsWith("https://app.example/#access_token=");
        var data =
                project.query(
                                "select identity_data from auth.identities where provider = 'custom:acme'")
                        .getFirst();
        assertThat(data)
                .contains("\"name\": \"Ann A.\"")
                .contains("\"nickname\": \"annie\"")
                .contains("\"custom_claims\": {\"department\": \"Sales\"}")
                .doesNotContain("not for us");

        var one = PATH + "/custom:acme";
        assertThat(project.get(PATH + "?type=oidc", admin).ok().at("providers")).hasSize(1);
        assertThat(project.get(PATH + "?type=oauth2", admin).ok().at("providers")).isEmpty();
        assertThat(project.put(one, "{\"enabled\":false}", admin).ok().text("name"))
                .isEqualTo("Acme");
        project.get("/authorize?provider=custom:acme")
                .refused(400, "validation_failed", "Unsupported provider: provider is not enabled");
        idToken("custom:acme")
                .refused(400, "provider_disabled", "Custom provider \"custom:acme\" is disabled");
        assertThat(project.delete(one, admin).status()).isEqualTo(204);
        project.get(one, admin)
                .refused(404, "custom_provider_not_found", "Custom OAuth provider not found");
    }

    private Reply idToken(String provider) {
        return project.post(
                "/token?grant_type=id_token",
                "{\"provider\":\"%s\",\"id_token\":\"x\"}".formatted(provider));
    }

    @Test
    void a_provider_of_oauth_2_has_addresses_of_its_own() {
        var reply =
                project.post(
                        PATH,
                        """
                        {"provider_type":"oauth2","identifier":"custom:plain","name":"Plain",
                         "client_id":"x","client_secret":"y",
                         "authorization_url":"https://127.0.0.1/a","token_url":"https://127.0.0.1/t",
                         "userinfo_url":"https://127.0.0.1/u","pkce_enabled":false}
                        """,
                        admin);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        idToken("custom:plain")
                .refused(
                        400,
                        "validation_failed",
                        "Provider \"custom:plain\" is not an OIDC provider");
        assertThat(Browser.follow(project.url("/authorize?provider=custom:plain")))
                .startsWith("https://127.0.0.1/a?client_id=x")
                .doesNotContain("code_challenge");
    }

    @Test
    void a_provider_must_be_well_formed() {
        refused("{}", "provider_type must be either 'oauth2' or 'oidc'");
        refused("{\"provider_type\":\"oidc\"}", "identifier is required");
        refused(
                "{\"provider_type\":\"oidc\",\"identifier\":\"acme\"}",
                "identifier must start with 'custom:' prefix, e.g. 'custom:acme'");
        refused(oidc("n", "").replace("\"Acme\"", "\"\""), "name is required");
        refused(
                oidc("n1", ",\"authorization_params\":{\"State\":\"x\"}"),
                "Cannot override reserved OAuth parameter: State");
        refused(
                oidc("n2", ",\"authorization_params\":{\"x\":1}"),
                "Authorization parameter \"x\" must be a string");
        refused(
                oidc("n3", ",\"attribute_mapping\":{\"role\":\"x\"}"),
                "attribute_mapping cannot set 'role'");
        refused(oidc("n4", "").replace("https://", "http://"), "issuer must be an HTTPS URL");
        refused(
                oidc(
                        "n5",
                        ",\"discovery_url\":\"%s/jwks\""
                                .formatted(OpenIdServer.safeIssuer("acme"))),
                "OIDC discovery document is missing required fields: issuer,"
                        + " authorization_endpoint, token_endpoint, jwks_uri");
    }

    @Test
    void addresses_inside_the_network_are_refused() {
        var reply =
                project.post(
                        PATH,
                        oidc("inside", ",\"discovery_url\":\"https://169.254.169.254/latest\""),
                        admin);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("msg")).startsWith("discovery_url is not allowed: ");
    }

    @Test
    void an_identifier_is_taken_once_and_there_may_be_a_limit() {
        assertThat(project.post(PATH, oidc("twice", ""), admin).status()).isEqualTo(201);
        project.post(PATH, oidc("twice", ""), admin)
                .refused(
                        400,
                        "conflict",
                        "A custom OAuth provider with this identifier already exists");
        configure(project, "{\"CUSTOM_OAUTH_MAX_PROVIDERS\": 1}");
        try {
            project.post(PATH, oidc("third", ""), admin)
                    .refused(
                            400,
                            "over_custom_provider_quota",
                            "Maximum number of custom OAuth/OIDC providers reached");
        } finally {
            configure(project, "{\"CUSTOM_OAUTH_MAX_PROVIDERS\": 0}");
        }
    }

    @Test
    void administrators_alone_may_and_only_if_it_is_on() {
        project.get(PATH)
                .refused(401, "no_authorization", "This endpoint requires a valid Bearer token");
        var off = newProject("{\"CUSTOM_OAUTH_ENABLED\": false}");
        off.get(PATH, TestProject.bearer(off.serviceKey()))
                .refused(404, "feature_disabled", "Custom OAuth providers are disabled");
    }

    private void refused(String body, String message) {
        project.post(PATH, body, admin).refused(400, "validation_failed", message);
    }
}
