package dev.dupabase.rest.http;

import static dev.dupabase.rest.http.Signer.base64;
import static dev.dupabase.rest.http.Signer.hmac;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.ServedSchema;
import java.net.http.HttpResponse;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tokens are believed, and in which words the others are refused (contracts/rest.md §11).
class TokensOverHttpTest {
    private static final String SECRET = "reallyreallyreallyreallyverysafe";
    private static final String OTHER = "anothersecretthatislongenoughtoo";
    private static final String SCHEMA =
            """
            create function public.whoami() returns text language sql stable
              as 'select current_user::text';
            grant usage on schema public to anon, authenticated, service_role;
            """;
    private static final String USER = "{\"role\":\"authenticated\"}";

    @RegisterExtension static final ServedSchema server = ServedSchema.sql(SCHEMA).committing();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
                "ES256", "ES384", "ES512", "EdDSA"
            })
    void a_key_of_a_set_is_found_by_its_id_and_by_trial(String type) throws Exception {
        var signer = Signer.of(type);
        server.set(keys(Signer.of("ES256").jwk("old"), signer.jwk("new")));

        accepted(signer.token("\"kid\":\"new\"", USER));
        accepted(signer.token(null, USER));
        refused(signer.token("\"kid\":\"old\"", USER), "No suitable key or wrong key type");
        refused(signer.token("\"kid\":\"none\"", USER), "No suitable key or wrong key type");
        refused(Signer.of(type).token(null, USER), "No suitable key or wrong key type");
    }

    /// J17
    @Test
    void rotation_counts_at_once_for_remembered_tokens_too() throws Exception {
        var first = Signer.of("ES256");
        var second = Signer.of("ES256");
        var ofFirst = first.token("\"kid\":\"1\"", USER);
        var ofSecond = second.token("\"kid\":\"2\"", USER);

        server.set(keys(first.jwk("1")));
        accepted(ofFirst);
        refused(ofSecond, "No suitable key or wrong key type");
        server.set(keys(first.jwk("1"), second.jwk("2")));
        accepted(ofFirst);
        accepted(ofSecond);
        server.set(keys(second.jwk("2")));
        refused(ofFirst, "No suitable key or wrong key type");
        accepted(ofSecond);
    }

    /// J2
    @Test
    void a_key_without_id_serves_tokens_without_only() throws Exception {
        var signer = Signer.of("ES256");
        server.set(keys(signer.jwk(null)));

        accepted(signer.token(null, USER));
        refused(signer.token("\"kid\":\"1\"", USER), "No suitable key or wrong key type");
    }

    /// J2: a secret that is text has no id to compare with
    @Test
    void a_secret_as_text_serves_tokens_with_any_id() throws Exception {
        accepted(hmac(SECRET.getBytes(UTF_8), "\"kid\":\"1\"", USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"use\":\"enc\"",
                "\"key_ops\":[\"encrypt\",\"decrypt\"]",
                "\"alg\":\"RSA-OAEP\"",
                "\"alg\":\"RS512\""
            })
    void a_key_for_something_else_verifies_nothing(String purpose) throws Exception {
        var signer = Signer.of("RS256");
        server.set(keys(signer.jwk("k").replace("}", "," + purpose + "}")));

        refused(signer.token("\"kid\":\"k\"", USER), "No suitable key or wrong key type");
        refused(signer.token(null, USER), "No suitable key or wrong key type");
    }

    @Test
    void a_key_may_say_that_it_signs() throws Exception {
        var signer = Signer.of("RS256");
        server.set(
                keys(
                        signer.jwk("k")
                                .replace(
                                        "}",
                                        ",\"use\":\"sig\",\"alg\":\"RS256\",\"key_ops\":[\"verify\"]}")));

        accepted(signer.token("\"kid\":\"k\"", USER));
    }

    @Test
    void an_extension_that_a_token_insists_on_is_not_known() throws Exception {
        refused(
                hmac(SECRET.getBytes(UTF_8), "\"crit\":[\"b64\"],\"b64\":false", USER),
                "Unsupported token type");
    }

    /// J2
    @Test
    void a_lone_key_is_a_set_of_one() throws Exception {
        var signer = Signer.of("EdDSA");
        server.set(Map.of("jwt_secret", signer.jwk("k")));

        accepted(signer.token(null, USER));
    }

    /// J17
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void however_few_are_remembered_all_are_judged(String entries) throws Exception {
        server.set(Map.of("jwt_cache_max_entries", entries));

        for (int round = 0; round < 3; round++) {
            for (int user = 0; user < 4; user++) {
                var claims = "{\"role\":\"authenticated\",\"sub\":\"%d\"}".formatted(user);
                accepted(hmac(SECRET.getBytes(UTF_8), null, claims));
            }
        }
    }

    @Test
    void a_public_key_is_no_shared_secret() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        server.set(keys(Signer.jwkOf(rsa, "k")));

        for (var known :
                List.of(rsa.getPublic().getEncoded(), Signer.jwkOf(rsa, "k").getBytes(UTF_8))) {
            refused(hmac(known, "\"kid\":\"k\"", USER), "No suitable key or wrong key type");
        }
    }

    /// J2, J12, J13
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"none\"} | Wrong or unsupported encoding algorithm",
                "{\"alg\":\"None\"} | Wrong or unsupported encoding algorithm",
                "{\"alg\":\"HS1\"} | Wrong or unsupported encoding algorithm",
                "{\"alg\":7} | Wrong or unsupported encoding algorithm",
                "{} | Wrong or unsupported encoding algorithm",
                "{\"alg\":\"RS256\"} | No suitable key or wrong key type",
                "{\"alg\":\"ES256\"} | No suitable key or wrong key type",
                "{\"alg\":\"HS512\"} | No suitable key or wrong key type",
                "{\"alg\":\"HS256\"} | No suitable key or wrong key type",
                "null | JWT couldn't be decoded",
                "[] | JWT couldn't be decoded",
                "7 | JWT couldn't be decoded",
                "nonsense | JWT couldn't be decoded"
            })
    void a_header_that_promises_something_else_is_refused(String header, String message) {
        var body = base64(header.getBytes(UTF_8)) + "." + base64(USER.getBytes(UTF_8)) + ".";

        refused(body, message);
        refused(body + "AAAA", message);
    }

    /// J10, J13
    @ParameterizedTest
    @CsvSource({
        "a,Expected 3 parts in JWT; got 1",
        "a.b,Expected 3 parts in JWT; got 2",
        "a.b.c.d.e,Expected 3 parts in JWT; got 5",
        "*.b.c,JWT couldn't be decoded",
        "..,JWT couldn't be decoded"
    })
    void what_is_no_token_is_refused(String token, String message) {
        refused(token, message);
    }

    /// J3
    @Test
    void without_any_key_no_token_can_be_judged() throws Exception {
        server.set(Map.of("jwt_secret", "{\"keys\":[]}"));

        var response = call(hmac(SECRET.getBytes(UTF_8), null, USER));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("PGRST300").contains("Server lacks JWT secret");
    }

    /// J11
    @Test
    void a_token_that_was_changed_is_refused() throws Exception {
        var good = hmac(SECRET.getBytes(UTF_8), null, USER).split("\\.");
        var service = base64("{\"role\":\"service_role\"}".getBytes(UTF_8));

        accepted(String.join(".", good));
        refused(good[0] + "." + service + "." + good[2], "No suitable key or wrong key type");
        refused(
                good[0] + "." + good[1] + "." + good[2].substring(4),
                "No suitable key or wrong key type");
        refused(hmac(OTHER.getBytes(UTF_8), null, USER), "No suitable key or wrong key type");
    }

    /// J4, J14
    @ParameterizedTest
    @CsvSource(
            nullValues = "ok",
            value = {
                "exp,-29,ok",
                "exp,-60,JWT expired",
                "nbf,20,ok",
                "nbf,90,JWT not yet valid",
                "iat,20,ok",
                "iat,90,JWT issued at future"
            })
    void clocks_may_differ_by_half_a_minute(String claim, long seconds, String message)
            throws Exception {
        // far enough from the border for a slow machine: 29 s of exp leave one second
        long shift = claim.equals("exp") && message == null ? seconds + 15 : seconds;
        judged(claim + "\":" + (Instant.now().getEpochSecond() + shift), message);
    }

    /// J4, J16
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "ok",
            value = {
                "exp\":null | ok",
                "exp\":1e300 | ok",
                "exp\":-1e300 | JWT expired",
                "nbf\":-1e300 | ok",
                "nbf\":1e300 | JWT not yet valid",
                "exp\":\"1\" | The JWT 'exp' claim must be a number",
                "nbf\":{} | The JWT 'nbf' claim must be a number",
                "iat\":true | The JWT 'iat' claim must be a number",
                "aud\":7 | The JWT 'aud' claim must be a string or an array of strings",
                "aud\":[1] | The JWT 'aud' claim must be a string or an array of strings"
            })
    void claims_have_their_types(String claim, String message) throws Exception {
        judged(claim, message);
    }

    /// J16
    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"text\"", "nonsense", ""})
    void a_payload_that_is_no_object_is_refused(String payload) throws Exception {
        refused(hmac(SECRET.getBytes(UTF_8), null, payload), "PGRST303", "Parsing claims failed");
    }

    /// J5, J15
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "ok",
            value = {
                "aud\":\"shop\" | ok",
                "aud\":[\"x\",\"shop\"] | ok",
                "aud\":[] | ok",
                "aud\":null | ok",
                "sub\":\"x\" | ok",
                "aud\":\"x\" | JWT not in audience",
                "aud\":[\"x\"] | JWT not in audience"
            })
    void a_token_must_be_meant_for_the_audience(String claim, String message) throws Exception {
        server.set(Map.of("jwt_aud", "shop"));

        judged(claim, message);
    }

    /// J6
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.app.roles[0] | {\"app\":{\"roles\":[\"authenticated\"]}} | authenticated",
                ".app.roles[0] | {\"app\":{\"roles\":[\"authenticated\"]}} | authenticated",
                "$.app.roles[5] | {\"app\":{\"roles\":[\"authenticated\"]}} | anon",
                "$.other | {\"role\":\"authenticated\"} | anon"
            })
    void the_role_stands_where_the_settings_say(String path, String claims, String role)
            throws Exception {
        server.set(Map.of("jwt_role_claim_key", path));

        assertThat(call(hmac(SECRET.getBytes(UTF_8), null, claims)).body())
                .isEqualTo('"' + role + '"');
    }

    /// J1, J9
    @Test
    void another_scheme_is_nobody_and_an_empty_token_is_refused() {
        assertThat(server.get("/rpc/whoami", "Authorization", "Basic YTpi").body())
                .isEqualTo("\"anon\"");
        refused("", "Empty JWT is sent in Authorization header");
    }

    private static void judged(String claim, String message) throws Exception {
        var token =
                hmac(SECRET.getBytes(UTF_8), null, "{\"role\":\"authenticated\",\"" + claim + "}");
        if (message == null) {
            accepted(token);
        } else {
            refused(token, "PGRST303", message);
        }
    }

    private static void accepted(String token) {
        assertThat(call(token).body()).isEqualTo("\"authenticated\"");
    }

    private static void refused(String token, String message) {
        refused(token, "PGRST301", message);
    }

    private static void refused(String token, String code, String message) {
        var response = call(token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
        assertThat(response.body())
                .contains("\"code\":\"" + code + '"')
                .contains("\"message\":\"" + message + '"');
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"invalid_token\", error_description=\"" + message + '"');
    }

    private static HttpResponse<String> call(String token) {
        return server.get("/rpc/whoami", "Authorization", "Bearer " + token);
    }

    private static Map<String, String> keys(String... jwks) {
        return Map.of("jwt_secret", "{\"keys\":[" + String.join(",", jwks) + "]}");
    }
}
