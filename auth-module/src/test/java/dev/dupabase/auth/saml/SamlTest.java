package dev.dupabase.auth.saml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Browser;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import dev.dupabase.auth.flow.Challenge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.json.JsonMapper;

/// Signs in by way of an identity provider of our own, which also does what it must not.
@TestInstance(Lifecycle.PER_CLASS)
class SamlTest extends AuthServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TARGET = "https://app.example/cb?sb_flow_id=7";
    private static final String VERIFIER = "verifier-".repeat(6);

    private final TestIdp idp = new TestIdp();
    private TestProject project;
    private SamlKeys keys;
    private String[] admin;
    private String providerId;
    private String entityId;
    private String consumer;

    @BeforeAll
    void makeProject() {
        keys = TestIdp.newKeys();
        var key = Base64.getEncoder().encodeToString(keys.key().getEncoded());
        project =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "SAML_ENABLED": true, "SAML_PRIVATE_KEY": "%s",
                         "URI_ALLOW_LIST": "https://app.example/**"}
                        """
                                .formatted(key));
        admin = TestProject.bearer(project.serviceKey());
        var made =
                project.post(
                        "/admin/sso/providers",
                        body(
                                Map.of(
                                        "type",
                                        "saml",
                                        "metadata_xml",
                                        idp.metadata(),
                                        "domains",
                                        List.of("Acme.example"),
                                        "resource_id",
                                        "acme",
                                        "attribute_mapping",
                                        Map.of(
                                                "keys",
                                                Map.of(
                                                        "name", Map.of("name", "dn"),
                                                        "teams",
                                                                Map.of(
                                                                        "names",
                                                                        List.of("nothing", "team"),
                                                                        "array",
                                                                        true),
                                                        "plan", Map.of("default", "free"))))),
                        admin);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        providerId = made.text("id");
        var metadata = project.get("/sso/saml/metadata").text();
        entityId = metadata.replaceAll("(?s).*entityID=\"([^\"]*)\".*", "$1");
        consumer = entityId.replace("/metadata", "/acs");
    }

    private static String body(Map<String, ?> values) {
        return JSON.writeValueAsString(values);
    }

    private static String email() {
        return UUID.randomUUID() + "@acme.example";
    }

    private record Begun(String relayState, String requestId) {}

    private Begun begin(Map<String, ?> more) {
        var values = new LinkedHashMap<String, Object>();
        values.put("provider_id", providerId);
        values.put("redirect_to", TARGET);
        values.put("skip_http_redirect", true);
        values.putAll(more);
        var url = project.post("/sso", body(values)).ok().text("url");
        assertThat(url).startsWith("https://idp.example/sso?tenant=1&SAMLRequest=");
        var query = Browser.values(url, '?');
        var request = inflate(query.get("SAMLRequest"));
        return new Begun(
                query.get("RelayState"), request.replaceAll("(?s).* ID=\"([^\"]*)\".*", "$1"));
    }

    private static String inflate(String text) {
        var bytes = Base64.getDecoder().decode(text);
        try (var in =
                new InflaterInputStream(new ByteArrayInputStream(bytes), new Inflater(true))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String post(String xml, String relayState) {
        return Browser.submit(
                project.url("/sso/saml/acs"),
                Map.of("SAMLResponse", TestIdp.encode(xml), "RelayState", relayState));
    }

    private String good(Begun begun, String email) {
        return idp.response(
                consumer,
                begun.requestId(),
                idp.assertion(entityId, consumer, begun.requestId(), email));
    }

    /// A sign-in whose response is changed before it is signed.
    private String with(UnaryOperator<String> change) {
        var begun = begin(Map.of());
        var signed = idp.signAssertion(change.apply(good(begun, email())));
        return post(signed, begun.relayState());
    }

    private static void refused(String url) {
        assertThat(url)
                .isEqualTo(
                        "http://localhost:4000?error=invalid_request&error_code=validation_failed"
                                + "&error_description=SAML+Assertion+is+not+valid");
    }

    @Test
    void a_user_comes_in_by_a_signed_assertion() {
        var begun = begin(Map.of());
        var email = email();

        var url = post(idp.signAssertion(good(begun, email)), begun.relayState());

        assertThat(url).startsWith(TARGET + "#access_token=");
        var token = Browser.values(url, '#').get("access_token");
        var user = project.get("/user", TestProject.bearer(token)).ok();
        assertThat(user.text("email")).isEqualTo(email);
        assertThat(user.text("app_metadata.provider")).isEqualTo("sso:" + providerId);
        assertThat(user.text("user_metadata.name")).isEqualTo("Ann Example");
        assertThat(user.at("user_metadata.custom_claims").toString())
                .contains("\"teams\":[\"red\",\"blue\"]", "\"plan\":\"free\"");
        assertThat(user.text("identities.0.id")).isEqualTo("subject-" + email);
        var claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        assertThat(claims.at("/amr/0/method").asString()).isEqualTo("sso/saml");
        assertThat(claims.at("/amr/0/provider").asString()).isEqualTo(providerId);
        var session = claims.path("session_id").asString();
        assertThat(
                        project.query(
                                "select u.is_sso_user and s.not_after > now() + interval '50 min' from auth.users u join auth.sessions s on s.user_id = u.id where s.id = '%s'"
                                        .formatted(session)))
                .containsExactly("t");
        var again = begin(Map.of());
        var second = post(idp.signResponse(good(again, email)), again.relayState());
        assertThat(
                        project.get(
                                        "/user",
                                        TestProject.bearer(
                                                Browser.values(second, '#').get("access_token")))
                                .text("id"))
                .isEqualTo(user.text("id"));
    }

    @Test
    void an_address_may_be_an_ordinary_users_too_and_leads_to_another_account() {
        var email = email();
        var ordinary = project.signUp(email, "secret-1").text("user.id");
        var begun = begin(Map.of("domain", "ACME.example", "provider_id", ""));

        var url = post(idp.signAssertion(good(begun, email)), begun.relayState());

        var token = Browser.values(url, '#').get("access_token");
        assertThat(project.get("/user", TestProject.bearer(token)).ok().text("id"))
                .isNotEqualTo(ordinary);
        assertThat(project.signIn(email, "secret-1").ok().text("user.id")).isEqualTo(ordinary);
        project.put("/user", "{\"password\":\"another-1\"}", TestProject.bearer(token))
                .refused(
                        422,
                        "user_sso_managed",
                        "Updating email, phone, password of a SSO account only possible via SSO");
    }

    @Test
    void a_client_with_a_challenge_gets_a_code() {
        var begun =
                begin(
                        Map.of(
                                "code_challenge",
                                Challenge.s256(VERIFIER),
                                "code_challenge_method",
                                "s256"));
        var email = email();

        var url = post(idp.signAssertion(good(begun, email)), begun.relayState());

        assertThat(url).startsWith(TARGET + "&code=");
        var session =
                project.post(
                                "/token?grant_type=pkce",
                                body(
                                        Map.of(
                                                "auth_code",
                                                Browser.values(url, '?').get("code"),
                                                "code_verifier",
                                                VERIFIER)))
                        .ok();
        assertThat(session.text("user.email")).isEqualTo(email);
    }

    @Test
    void a_request_is_signed_by_the_key_of_our_metadata() throws Exception {
        var values = body(Map.of("provider_id", providerId, "skip_http_redirect", true));
        var url = project.post("/sso", values).ok().text("url");
        var signed = url.substring(url.indexOf("SAMLRequest="), url.indexOf("&Signature="));
        var metadata = project.get("/sso/saml/metadata");
        var certificate =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        Base64.getDecoder()
                                                .decode(
                                                        metadata.text()
                                                                .replaceAll(
                                                                        "(?s).*<X509Certificate>([^<]*)<.*",
                                                                        "$1"))));
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(certificate);
        verifier.update(signed.getBytes(StandardCharsets.UTF_8));

        assertThat(
                        verifier.verify(
                                Base64.getDecoder()
                                        .decode(Browser.values(url, '?').get("Signature"))))
                .isTrue();
        assertThat(metadata.header("content-type")).startsWith("application/xml");
        assertThat(metadata.header("cache-control")).isNotEmpty();
        var file = project.get("/sso/saml/metadata?download=true");
        assertThat(file.header("content-disposition"))
                .isEqualTo("attachment; filename=\"metadata.xml\"");
        assertThat(file.text()).contains("validUntil=");
    }

    @Test
    void what_is_not_signed_or_signed_by_another_is_refused() {
        var begun = begin(Map.of());
        refused(post(good(begun, email()), begun.relayState()));
        var other = begin(Map.of());
        refused(post(new TestIdp().signAssertion(good(other, email())), other.relayState()));
        var weak = begin(Map.of());
        refused(post(idp.signWeakly(good(weak, email())), weak.relayState()));
        var changed = begin(Map.of());
        var email = email();
        refused(
                post(
                        idp.signAssertion(good(changed, email)).replace(email, "boss@acme.example"),
                        changed.relayState()));
    }

    @Test
    void a_signed_assertion_cannot_be_wrapped_into_another() {
        var victim = "boss@acme.example";
        for (var attack : List.of("before", "after", "inside", "sameId", "object")) {
            var begun = begin(Map.of());
            var signed = idp.signAssertion(good(begun, email()));
            int from = signed.indexOf("<saml:Assertion");
            int to = signed.indexOf("</saml:Assertion>") + "</saml:Assertion>".length();
            var genuine = signed.substring(from, to);
            var evil = idp.assertion(entityId, consumer, begun.requestId(), victim);
            var wrapped =
                    switch (attack) {
                        case "before" -> evil + genuine;
                        case "after" -> genuine + evil;
                        case "inside" ->
                                evil.replace(
                                        "</saml:AttributeStatement>",
                                        "</saml:AttributeStatement><saml:Advice>"
                                                + genuine
                                                + "</saml:Advice>");
                        case "sameId" ->
                                evil.replaceFirst(
                                                " ID=\"[^\"]*\"",
                                                " ID=\""
                                                        + genuine.replaceAll(
                                                                "(?s).*?ID=\"([^\"]*)\".*", "$1")
                                                        + "\"")
                                        + "<x>"
                                        + genuine
                                        + "</x>";
                        default ->
                                // The evil one holds the signature, whose object is the genuine
                                // one.
                                evil.replaceFirst(
                                        "</saml:Issuer>",
                                        "</saml:Issuer>"
                                                + java.util.regex.Matcher.quoteReplacement(
                                                        genuine.substring(
                                                                        genuine.indexOf(
                                                                                "<ds:Signature"),
                                                                        genuine.indexOf(
                                                                                "</ds:Signature>"))
                                                                + "<ds:Object>"
                                                                + genuine
                                                                + "</ds:Object></ds:Signature>"));
                    };
            refused(
                    post(
                            signed.substring(0, from) + wrapped + signed.substring(to),
                            begun.relayState()));
        }
        assertThat(project.query("select count(*) from auth.users where email = '" + victim + "'"))
                .containsExactly("0");
    }

    @Test
    void a_comment_does_not_cut_an_address_short() {
        var begun = begin(Map.of());
        var email = "boss@acme.example<!---->." + UUID.randomUUID() + ".evil.example";

        var url = post(idp.signAssertion(good(begun, email)), begun.relayState());

        var token = Browser.values(url, '#').get("access_token");
        assertThat(project.get("/user", TestProject.bearer(token)).text("email"))
                .isEqualTo(email.replace("<!---->", ""));
    }

    @Test
    void an_assertion_for_another_audience_recipient_time_or_request_is_refused() {
        refused(with(xml -> xml.replace(">" + entityId + "<", ">https://other.example/metadata<")));
        refused(
                with(xml ->
                        xml.replaceAll(
                                "(?s)<saml:AudienceRestriction>.*</saml:AudienceRestriction>",
                                "")));
        refused(
                with(xml ->
                        xml.replace(
                                "Recipient=\"" + consumer, "Recipient=\"https://evil.example")));
        refused(
                with(xml ->
                        xml.replace(
                                "Destination=\"" + consumer,
                                "Destination=\"https://evil.example")));
        refused(
                with(xml ->
                        xml.replaceAll(
                                "NotOnOrAfter=\"20[^\"]*\"",
                                "NotOnOrAfter=\"2020-01-01T00:00:00Z\"")));
        refused(
                with(xml ->
                        xml.replaceAll(
                                " NotBefore=\"20[^\"]*\"", " NotBefore=\"2090-01-01T00:00:00Z\"")));
        refused(
                with(xml ->
                        xml.replaceAll("InResponseTo=\"[^\"]*\"", "InResponseTo=\"id-other\"")));
        refused(with(xml -> xml.replace("status:Success", "status:Responder")));
        refused(with(xml -> xml.replace("cm:bearer", "cm:sender-vouches")));
    }

    @Test
    void an_assertion_counts_once() {
        var begun = begin(Map.of());
        var signed = idp.signAssertion(good(begun, email()));
        post(signed, begun.relayState());

        assertThat(post(signed, begun.relayState()))
                .startsWith("http://localhost:4000?")
                .contains("error_code=saml_relay_state_not_found");
        var free =
                idp.signAssertion(
                        idp.response(consumer, "", idp.assertion(entityId, consumer, "", email())));
        assertThat(post(free, TARGET)).startsWith(TARGET + "#access_token=");
        refused(post(free, TARGET));
        var stranger =
                idp.signAssertion(
                        idp.response(consumer, "", idp.assertion(entityId, consumer, "", email())));
        assertThat(post(stranger, "https://evil.example/"))
                .startsWith("http://localhost:4000#access_token=");
    }

    @Test
    void an_encrypted_assertion_is_opened_where_that_is_on_and_must_be_signed() throws Exception {
        var ours =
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(
                                        keys.key().getModulus(), keys.key().getPublicExponent()));
        var off = begin(Map.of());
        refused(
                post(
                        TestIdp.encrypt(idp.signAssertion(good(off, email())), ours),
                        off.relayState()));
        configure(project, "{\"SAML_ALLOW_ENCRYPTED_ASSERTIONS\": true}");
        var begun = begin(Map.of());
        assertThat(
                        post(
                                TestIdp.encrypt(idp.signAssertion(good(begun, email())), ours),
                                begun.relayState()))
                .startsWith(TARGET + "#access_token=");
        var unsigned = begin(Map.of());
        refused(post(TestIdp.encrypt(good(unsigned, email()), ours), unsigned.relayState()));
        var other = begin(Map.of());
        refused(
                post(
                        TestIdp.encrypt(
                                idp.signAssertion(good(other, email())),
                                KeyFactory.getInstance("RSA")
                                        .generatePublic(
                                                new RSAPublicKeySpec(
                                                        TestIdp.newKeys().key().getModulus(),
                                                        keys.key().getPublicExponent()))),
                        other.relayState()));
    }

    @Test
    void a_relay_state_counts_for_its_time() {
        var begun = begin(Map.of());
        project.execute(
                "update auth.saml_relay_states set created_at = now() - interval '1 hour' where id = '%s'"
                        .formatted(begun.relayState()));

        assertThat(post(idp.signAssertion(good(begun, email())), begun.relayState()))
                .contains("error_code=saml_relay_state_expired");
    }

    @Test
    void documents_with_types_and_entities_are_not_read() {
        var begun = begin(Map.of());
        var signed = idp.signAssertion(good(begun, email()));
        for (var type :
                List.of(
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                        "<!DOCTYPE x SYSTEM \"https://evil.example/x.dtd\">",
                        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>")) {
            assertThat(post(type + signed, TARGET))
                    .contains("SAMLResponse+is+not+a+valid+XML+document");
        }
        assertThat(Browser.submit(project.url("/sso/saml/acs"), Map.of("SAMLResponse", "%%%")))
                .contains("error_code=validation_failed");
        assertThat(Browser.submit(project.url("/sso/saml/acs"), Map.of("RelayState", TARGET)))
                .contains("SAMLResponse+is+missing");
        var stranger = new TestIdp();
        assertThat(
                        post(
                                stranger.signAssertion(
                                        stranger.response(
                                                consumer,
                                                "",
                                                stranger.assertion(
                                                        entityId, consumer, "", email()))),
                                TARGET))
                .contains("error_code=saml_idp_not_found");
    }

    @Test
    void an_assertion_must_say_who_and_where() {
        assertThat(with(xml -> xml.replace("nameid-format:persistent", "nameid-format:transient")))
                .contains("error_code=saml_assertion_no_user_id");
        assertThat(with(xml -> xml.replace("Name=\"mail\"", "Name=\"other\"")))
                .contains("error_code=saml_assertion_no_email");
    }

    @Test
    void requests_name_a_provider_that_is_there() {
        sso(Map.of())
                .refused(400, "validation_failed", "A provider_id or domain needs to be provided");
        sso(Map.of("provider_id", providerId, "domain", "x"))
                .refused(400, "validation_failed", "Only one of provider_id or domain supported");
        sso(Map.of("provider_id", UUID.randomUUID().toString()))
                .refused(404, "sso_provider_not_found", "No such SSO provider");
        sso(Map.of("domain", "nobody.example"))
                .refused(404, "sso_provider_not_found", "No SSO provider assigned for this domain");
        newProject()
                .post("/sso", "{\"provider_id\":\"no-uuid\"}")
                .refused(404, "saml_provider_disabled", "SAML 2.0 is disabled");
    }

    private Reply sso(Map<String, ?> values) {
        return project.post("/sso", body(values));
    }

    @Test
    void providers_are_shown_changed_and_taken_away() {
        var other = new TestIdp();
        var made =
                project.post(
                        "/admin/sso/providers",
                        body(Map.of("type", "saml", "metadata_xml", other.metadata())),
                        admin);
        assertThat(made.status()).isEqualTo(201);
        var path = "/admin/sso/providers/" + made.text("id");
        assertThat(made.text("saml.entity_id")).isEqualTo(other.entityId);
        var list = project.get("/admin/sso/providers", admin).ok();
        assertThat(list.at("items")).hasSize(2);
        assertThat(list.at("items").path(0).path("saml").has("metadata_xml")).isFalse();
        assertThat(project.get("/admin/sso/providers/resource_acme", admin).ok().text("id"))
                .isEqualTo(providerId);
        assertThat(
                        project.get("/admin/sso/providers?resource_id_prefix=ac", admin)
                                .ok()
                                .at("items"))
                .hasSize(1);
        project.put(path, body(Map.of("domains", List.of("acme.example"))), admin)
                .refused(
                        400,
                        "sso_domain_already_exists",
                        "SSO Domain 'acme.example' is already assigned to an SSO identity provider (%s)"
                                .formatted(providerId));
        var third = new TestIdp();
        assertThat(
                        project.put(path, body(Map.of("metadata_xml", third.metadata())), admin)
                                .text("error_code"))
                .isEqualTo("saml_entity_id_mismatch");
        assertThat(
                        project.put(path, body(Map.of("disabled", true)), admin)
                                .ok()
                                .at("disabled")
                                .asBoolean())
                .isTrue();
        sso(Map.of("provider_id", made.text("id")))
                .refused(404, "sso_provider_disabled", "SSO provider is disabled");
        assertThat(project.delete(path, admin).ok().text("id")).isEqualTo(made.text("id"));
        project.get(path, admin)
                .refused(404, "sso_provider_not_found", "SSO Identity Provider not found");
    }

    @Test
    void a_provider_must_be_well_formed() {
        refusedProvider(Map.of("type", "oidc"), "Only 'saml' supported for SSO provider type");
        refusedProvider(Map.of("type", "saml"), "Either metadata_xml or metadata_url must be set");
        refusedProvider(
                Map.of("type", "saml", "metadata_xml", "x", "metadata_url", "y"),
                "Only one of metadata_xml or metadata_url needs to be set");
        refusedProvider(
                Map.of("type", "saml", "metadata_url", "http://idp.example/"),
                "metadata_url is not a HTTPS URL");
        refusedProvider(
                Map.of(
                        "type",
                        "saml",
                        "metadata_xml",
                        idp.metadata().replaceAll("entityID=\"[^\"]*\"", "")),
                "SAML Metadata does not contain an EntityID");
        var twice =
                project.post(
                        "/admin/sso/providers",
                        body(Map.of("type", "saml", "metadata_xml", idp.metadata())),
                        admin);
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.text("error_code")).isEqualTo("saml_idp_already_exists");
        var inside =
                project.post(
                        "/admin/sso/providers",
                        body(Map.of("type", "saml", "metadata_url", "https://10.0.0.1/m")),
                        admin);
        assertThat(inside.text("error_code")).isEqualTo("saml_metadata_fetch_failed");
    }

    private void refusedProvider(Map<String, ?> values, String message) {
        project.post("/admin/sso/providers", body(values), admin)
                .refused(400, "validation_failed", message);
    }
}
