package dev.dupabase.auth.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Browser;
import dev.dupabase.auth.OpenIdServer;
import dev.dupabase.auth.TestProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// A server that plays each provider's token endpoint and API, with answers of the providers' form.
@TestInstance(Lifecycle.PER_CLASS)
class ProfilesTest extends AuthServer {
    private static final String TOKENS =
            "{\"access_token\":\"a-token\",\"refresh_token\":\"r-token\",\"token_type\":\"bearer\"}";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private TestProject project;

    @BeforeAll
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var path = exchange.getRequestURI().getPath();
                    asked.add(
                            "%s %s %s %s"
                                    .formatted(
                                            path,
                                            exchange.getRequestHeaders().getFirst("Authorization"),
                                            exchange.getRequestURI().getRawQuery(),
                                            new String(
                                                    exchange.getRequestBody().readAllBytes(),
                                                    UTF_8)));
                    var body = answers.getOrDefault(path, "").getBytes(UTF_8);
                    exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        project = newProject(settings());
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String settings() {
        var json = JsonMapper.builder().build().createObjectNode();
        json.put("URI_ALLOW_LIST", "https://app.example/**");
        for (var name :
                new String[] {
                    "bitbucket",
                    "discord",
                    "facebook",
                    "figma",
                    "fly",
                    "github",
                    "gitlab",
                    "kakao",
                    "keycloak",
                    "linkedin",
                    "notion",
                    "slack",
                    "slack_oidc",
                    "snapchat",
                    "spotify",
                    "twitch",
                    "twitter",
                    "workos",
                    "x",
                    "zoom"
                }) {
            var prefix = "EXTERNAL_" + name.toUpperCase(Locale.ROOT);
            json.put(prefix + "_ENABLED", true);
            json.put(prefix + "_CLIENT_ID", "the client");
            json.put(prefix + "_SECRET", "hush");
            json.put(prefix + "_URL", url());
        }
        return json.toString();
    }

    private Map<String, String> arrive(String provider, String code) {
        var start =
                Browser.follow(
                        project.url(
                                "/authorize?redirect_to=https://app.example/&provider="
                                        + provider));
        var state = Browser.values(start, '?').get("state");
        var end = Browser.follow(project.url("/callback?state=" + state + "&" + code));
        assertThat(end).startsWith("https://app.example/");
        return Browser.values(end, end.contains("#") ? '#' : '?');
    }

    private String identity(String provider, String id) {
        return project.query(
                        "select identity_data from auth.identities where provider = '%s' and provider_id = '%s'"
                                .formatted(provider, id))
                .getFirst();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "discord | /oauth2/token | /users/@me | {'id':'d1','username':'ann','discriminator':'1234','email':'discord@example.com','verified':true,'avatar':'a_1'} | d1 | ann#1234 | true",
                "figma | /v1/oauth/token | /v1/me | {'id':'f1','handle':'Ann','email':'figma@example.com','img_url':'https://i.example/1'} | f1 | Ann | true",
                "fly | /oauth/token | /oauth/token/info | {'user_id':'y1','user_name':'Ann','email':'fly@example.com','organizations':[{'id':'o','role':'admin'}]} | y1 | Ann | true",
                "facebook | /oauth/access_token | /me | {'id':'b1','name':'Ann','email':'facebook@example.com','picture':{'data':{'url':'https://i.example/2'}}} | b1 | Ann | true",
                "kakao | /oauth/token | /v2/user/me | {'id':77,'kakao_account':{'profile':{'nickname':'Ann'},'email':'kakao@example.com','is_email_valid':true,'is_email_verified':true}} | 77 | Ann | true",
                "keycloak | /protocol/openid-connect/token | /protocol/openid-connect/userinfo | {'sub':'k1','name':'Ann','email':'keycloak@example.com','email_verified':true} | k1 | Ann | true",
                "notion | /v1/oauth/token | /v1/users/me | {'bot':{'owner':{'user':{'id':'n1','name':'Ann','avatar_url':'x','person':{'email':'notion@example.com'}}}}} | n1 | Ann | true",
                "slack | /oauth.access | /users.identity | {'ok':true,'user':{'id':'s1','name':'Ann','email':'slack@example.com'},'team':{'id':'t1'}} | s1 | Ann | true",
                "slack_oidc | /openid.connect.token | /openid.connect.userInfo | {'sub':'s2','name':'Ann','email':'slackoidc@example.com','email_verified':true} | s2 | Ann | true",
                "snapchat | /accounts/oauth2/token | /v1/me | {'data':{'me':{'externalId':'c1','displayName':'Ann'}}} | c1 | Ann | false",
                "spotify | /api/token | /me | {'id':'p1','display_name':'Ann','email':'spotify@example.com'} | p1 | Ann | false",
                "twitch | /oauth2/token | /helix/users | {'data':[{'id':'w1','login':'ann','display_name':'Ann','email':'twitch@example.com'}]} | w1 | ann | true",
                "x | /2/oauth2/token | /2/users/me | {'data':{'id':'x1','name':'Ann','username':'ann','confirmed_email':'x@example.com'}} | x1 | Ann | true",
                "zoom | /oauth/token | /users/me | {'id':'z1','first_name':'Ann','last_name':'Lee','email':'zoom@example.com','verified':1} | z1 | Ann Lee | true",
            })
    void what_it_says_becomes_an_identity(
            String provider,
            String tokenPath,
            String profilePath,
            String profile,
            String id,
            String name,
            boolean verified) {
        answers.put(tokenPath, TOKENS);
        answers.put(profilePath, profile.replace('\'', '"'));

        var end = arrive(provider, "code=123");

        var stored = JsonMapper.builder().build().readTree(identity(provider, id));
        assertThat(stored.path("name").asString()).isEqualTo(name);
        assertThat(stored.path("email_verified").asBoolean()).isEqualTo(verified);
        assertThat(stored.path("provider_id").asString()).isEqualTo(id);
        assertThat(end)
                .as(end.toString())
                .containsKey(provider.equals("spotify") ? "error_description" : "access_token");
        assertThat(asked).anyMatch(line -> line.startsWith(profilePath + " Bearer a-token"));
    }

    @Test
    void github_tells_each_address_with_its_own_flag() {
        answers.put("/login/oauth/access_token", TOKENS);
        answers.put(
                "/api/v3/user",
                "{\"id\":4711,\"login\":\"ann\",\"name\":\"Ann\",\"avatar_url\":\"https://i.example/3\"}");
        answers.put(
                "/api/v3/user/emails",
                """
                [{"email":"old@example.com","verified":false,"primary":false},
                 {"email":"GitHub@Example.com","verified":true,"primary":true}]
                """);

        assertThat(arrive("github", "code=1")).containsEntry("provider_token", "a-token");

        assertThat(identity("github", "4711"))
                .contains("\"user_name\": \"ann\"")
                .contains("\"avatar_url\": \"https://i.example/3\"")
                .contains("\"email\": \"github@example.com\"");
    }

    @Test
    void gitlab_and_bitbucket_have_more_than_one_address_too() {
        answers.put("/oauth/token", TOKENS);
        answers.put(
                "/api/v4/user",
                "{\"id\":5,\"name\":\"Ann\",\"username\":\"ann\",\"email\":\"gitlab@example.com\",\"confirmed_at\":\"2020-01-01T00:00:00Z\"}");
        answers.put("/api/v4/user/emails", "[{\"email\":\"more@example.com\"}]");
        assertThat(arrive("gitlab", "code=1")).containsKey("access_token");
        assertThat(identity("gitlab", "5")).contains("gitlab@example.com");

        answers.put("/site/oauth2/access_token", TOKENS);
        answers.put("/user", "{\"uuid\":\"{b}\",\"display_name\":\"Ann\"}");
        answers.put(
                "/user/emails",
                "{\"values\":[{\"email\":\"bitbucket@example.com\",\"is_primary\":true,\"is_confirmed\":true}]}");
        assertThat(arrive("bitbucket", "code=1")).containsKey("access_token");
    }

    @Test
    void workos_sends_the_profile_with_the_tokens() {
        answers.put(
                "/sso/token",
                """
                {"access_token":"a-token","profile":{"id":"prof_1","email":"workos@example.com",
                 "first_name":"Ann","last_name":"Lee","connection_id":"c","organization_id":"o"}}
                """);
        var start =
                Browser.follow(
                        project.url("/authorize?provider=workos&workos_provider=GoogleOAuth"));
        assertThat(Browser.values(start, '?')).containsEntry("provider", "GoogleOAuth");
        assertThat(arrive("workos", "code=1")).containsKey("access_token");
        assertThat(identity("workos", "prof_1")).contains("\"connection_id\": \"c\"");
    }

    @Test
    void linkedin_of_old_hides_the_name_in_languages() {
        answers.put("/oauth/v2/accessToken", TOKENS);
        answers.put(
                "/v2/me",
                """
                {"id":"l1","firstName":{"localized":{"en_US":"Ann"},"preferredLocale":
                 {"language":"en","country":"US"}},"lastName":{"localized":{"en_US":"Lee"},
                 "preferredLocale":{"language":"en","country":"US"}}}
                """);
        answers.put(
                "/v2/emailAddress",
                "{\"elements\":[{\"handle~\":{\"emailAddress\":\"linkedin@example.com\"}}]}");
        assertThat(arrive("linkedin", "code=1")).containsKey("access_token");
        assertThat(identity("linkedin", "l1")).contains("\"name\": \"Ann Lee\"");
    }

    @Test
    void twitter_signs_every_request_and_keeps_the_secret_here() {
        answers.put(
                "/oauth/request_token",
                "oauth_token=req&oauth_token_secret=reqsecret&oauth_callback_confirmed=true");
        answers.put("/oauth/access_token", "oauth_token=acc&oauth_token_secret=accsecret");
        answers.put(
                "/1.1/account/verify_credentials.json",
                "{\"id_str\":\"t1\",\"name\":\"Ann\",\"screen_name\":\"ann\",\"email\":\"twitter@example.com\"}");
        var start =
                Browser.follow(
                        project.url(
                                "/authorize?provider=twitter&redirect_to=https://app.example/"));
        assertThat(start).isEqualTo(url() + "/oauth/authenticate?oauth_token=req");
        var state =
                project.query(
                                "select id from auth.flow_state where provider_type='twitter' order by created_at desc limit 1")
                        .getFirst();

        var end =
                Browser.follow(
                        project.url("/callback?oauth_token=req&oauth_verifier=v&state=" + state));

        assertThat(Browser.values(end, '#')).containsKey("access_token");
        assertThat(identity("twitter", "t1")).contains("\"user_name\": \"ann\"");
        assertThat(asked)
                .anyMatch(line ->
                        line.startsWith(
                                "/oauth/access_token OAuth oauth_consumer_key=\"the%20client\""));
    }

    @Test
    void x_gets_a_challenge_and_the_verifier_that_meets_it() {
        var start = Browser.follow(project.url("/authorize?provider=x"));
        var values = Browser.values(start, '?');
        assertThat(values)
                .containsEntry("code_challenge_method", "S256")
                .containsKey("code_challenge");
        var verifier =
                project.query(
                                "select code_verifier from auth.oauth_client_states s join auth.flow_state f on f.oauth_client_state_id = s.id where f.id = '%s'"
                                        .formatted(values.get("state")))
                        .getFirst();
        assertThat(dev.dupabase.auth.flow.Challenge.s256(verifier))
                .isEqualTo(values.get("code_challenge"));
    }

    @Test
    void nothing_is_asked_of_addresses_that_are_not_public() {
        var other =
                newProject(
                        """
                        {"EXTERNAL_KEYCLOAK_ENABLED": true, "EXTERNAL_KEYCLOAK_CLIENT_ID": "x",
                         "EXTERNAL_KEYCLOAK_SECRET": "y", "EXTERNAL_KEYCLOAK_URL": "https://10.0.0.1"}
                        """);
        var start = Browser.follow(other.url("/authorize?provider=keycloak"));
        var state = Browser.values(start, '?').get("state");

        assertThat(Browser.follow(other.url("/callback?code=abcdef&state=" + state)))
                .contains("Unable+to+exchange+external+code%3A+abcd");
        assertThat(OpenIdServer.issuer("x")).isNotEmpty();
    }
}
