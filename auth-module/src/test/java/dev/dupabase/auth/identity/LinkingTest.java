package dev.dupabase.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Browser;
import dev.dupabase.auth.OpenIdServer;
import dev.dupabase.auth.TestProject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Which user an account elsewhere belongs to, and how users get and lose such accounts.
@TestInstance(Lifecycle.PER_CLASS)
class LinkingTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project = newProject(settings(true));
    }

    private static String settings(boolean linking) {
        return """
        {"URI_ALLOW_LIST": "https://app.example/**", "SECURITY_MANUAL_LINKING_ENABLED": %s,
         "EXTERNAL_ANONYMOUS_USERS_ENABLED": true,
         "EXTERNAL_GOOGLE_ENABLED": true, "EXTERNAL_GOOGLE_CLIENT_ID": "shop",
         "EXTERNAL_GOOGLE_SECRET": "hush", "EXTERNAL_GOOGLE_URL": "%s",
         "EXTERNAL_LINKEDIN_OIDC_ENABLED": true, "EXTERNAL_LINKEDIN_OIDC_CLIENT_ID": "shop",
         "EXTERNAL_LINKEDIN_OIDC_SECRET": "hush", "EXTERNAL_LINKEDIN_OIDC_URL": "%s"}
        """
                .formatted(linking, OpenIdServer.issuer("google"), OpenIdServer.issuer("linkedin"));
    }

    private static String email() {
        return UUID.randomUUID() + "@example.com";
    }

    private static Map<String, Object> verified(String email) {
        return Map.of("email", email, "email_verified", true);
    }

    private String arrive(String provider, String subject, Map<String, Object> claims) {
        var start =
                Browser.follow(
                        project.url(
                                "/authorize?redirect_to=https://app.example/&provider="
                                        + provider));
        return Browser.follow(project.here(OpenIdServer.signIn(start, subject, claims)));
    }

    private String userId(String url) {
        var token = Browser.values(url, '#').get("access_token");
        assertThat(token).as(url).isNotNull();
        return project.get("/user", TestProject.bearer(token)).ok().text("id");
    }

    private String linkUrl(String token, String provider) {
        return project.get(
                        "/user/identities/authorize?skip_http_redirect=true"
                                + "&redirect_to=https://app.example/&provider="
                                + provider,
                        TestProject.bearer(token))
                .ok()
                .text("url");
    }

    private String link(String token, String provider, String subject, Map<String, Object> claims) {
        var back = OpenIdServer.signIn(linkUrl(token, provider), subject, claims);
        return Browser.follow(project.here(back));
    }

    private String confirmedUser(String email) {
        project.post("/signup", TestProject.credentials(email, "secret-1")).ok();
        var url = project.get(newestMail(project, email).path()).header("location");
        return Browser.values(url, '#').get("access_token");
    }

    @Test
    void a_verified_address_leads_to_the_user_who_has_it() {
        var email = email();
        var token = confirmedUser(email);
        var id = project.get("/user", TestProject.bearer(token)).text("id");

        assertThat(userId(arrive("google", "g" + email, verified(email)))).isEqualTo(id);
        assertThat(userId(arrive("linkedin_oidc", "l" + email, verified(email)))).isEqualTo(id);

        var user = project.get("/user", TestProject.bearer(token)).ok();
        assertThat(user.at("app_metadata.providers").toString())
                .isEqualTo("[\"email\",\"google\",\"linkedin_oidc\"]");
        assertThat(user.text("app_metadata.provider")).isEqualTo("email");
        project.signIn(email, "secret-1").ok();
    }

    @Test
    void an_unverified_address_leads_to_nobody_and_is_not_taken_over() {
        var email = email();
        var token = confirmedUser(email);
        var id = project.get("/user", TestProject.bearer(token)).text("id");

        var url = arrive("google", "u" + email, Map.of("email", email));

        assertThat(url).contains("Verify+the+email+with+google+in+order+to+sign+in");
        assertThat(
                        project.query(
                                "select coalesce(u.email, '-') from auth.users u join auth.identities i on i.user_id = u.id where i.provider_id = 'u%s' and u.id <> '%s'"
                                        .formatted(email, id)))
                .containsExactly("-");
    }

    @Test
    void what_somebody_left_at_an_address_that_was_never_theirs_is_wiped() {
        var email = email();
        project.post(
                        "/signup",
                        "{\"email\":\"%s\",\"password\":\"attacker-1\",\"data\":{\"evil\":1}}"
                                .formatted(email))
                .ok();

        var id = userId(arrive("google", "w" + email, verified(email)));

        project.signIn(email, "attacker-1")
                .refused(400, "invalid_credentials", "Invalid login credentials");
        assertThat(
                        project.query(
                                "select provider from auth.identities where user_id = '%s'"
                                        .formatted(id)))
                .containsExactly("google");
        var metadata =
                project.query(
                        "select raw_user_meta_data from auth.users where id = '%s'".formatted(id));
        assertThat(metadata.getFirst()).doesNotContain("evil");
    }

    @Test
    void a_provider_with_a_domain_of_its_own_is_not_linked_with_others() {
        var email = email();
        var other =
                newProject(
                        settings(true)
                                .replaceFirst(
                                        "\\{",
                                        "{\"EXPERIMENTAL_PROVIDERS_WITH_OWN_LINKING_DOMAIN\":\"linkedin_oidc\","));
        var before = project;
        project = other;
        try {
            var first = userId(arrive("google", "g" + email, verified(email)));
            assertThat(first).isNotEmpty();
            var linking =
                    project.query(
                            "select count(*) from auth.identities where user_id = '%s'"
                                    .formatted(first));
            assertThat(linking).containsExactly("1");
        } finally {
            project = before;
        }
    }

    @Test
    void a_user_links_and_unlinks_and_keeps_one_way_in() {
        var email = email();
        var second = email();
        var token = confirmedUser(email);

        assertThat(link(token, "google", second, verified(second)))
                .startsWith("https://app.example/#access_token=");
        var user = project.get("/user", TestProject.bearer(token)).ok();
        assertThat(user.at("identities")).hasSize(2);
        assertThat(user.text("email")).isEqualTo(email);
        assertThat(link(token, "google", second, verified(second)))
                .contains("error=server_error&error_code=identity_already_exists")
                .contains("Identity+is+already+linked#");
        var other = confirmedUser(email());
        assertThat(link(other, "google", second, verified(second)))
                .contains("Identity+is+already+linked+to+another+user");

        var emailIdentity = user.at("identities").path(0).path("identity_id").asString();
        var googleIdentity = user.at("identities").path(1).path("identity_id").asString();
        assertThat(unlink(token, emailIdentity).ok().text()).isEqualTo("{}");
        assertThat(project.get("/user", TestProject.bearer(token)).text("email")).isEqualTo(second);
        unlink(token, googleIdentity)
                .refused(
                        422,
                        "single_identity_not_deletable",
                        "User must have at least 1 identity after unlinking");
        assertThat(
                        project.query(
                                "select payload->>'action' from auth.audit_log_entries where payload->>'action' like 'identity%' order by 1"))
                .contains("identity_linked", "identity_unlinked");
    }

    private dev.dupabase.auth.Reply unlink(String token, String identity) {
        return project.delete("/user/identities/" + identity, TestProject.bearer(token));
    }

    @Test
    void an_identity_that_is_not_the_users_cannot_be_unlinked() {
        var token = confirmedUser(email());
        var more = email();
        link(token, "google", more, verified(more));

        unlink(token, UUID.randomUUID().toString())
                .refused(422, "identity_not_found", "Identity doesn't exist");
        unlink(token, "nonsense").refused(404, "validation_failed", "identity_id must be an UUID");
    }

    @Test
    void an_anonymous_user_stays_who_they_are_and_gets_a_name() {
        var token = project.post("/signup", "{}").ok();
        var email = email();

        var url = link(token.text("access_token"), "google", email, verified(email));

        assertThat(userId(url)).isEqualTo(token.text("user.id"));
        var user =
                project.get(
                        "/user", TestProject.bearer(Browser.values(url, '#').get("access_token")));
        assertThat(user.at("is_anonymous").asBoolean()).isFalse();
        assertThat(user.text("email")).isEqualTo(email);
        assertThat(user.text("app_metadata.provider")).isEqualTo("google");
    }

    @Test
    void an_unverified_address_is_linked_but_must_be_confirmed() {
        var token = project.post("/signup", "{}").ok();
        var email = email();

        var url = link(token.text("access_token"), "google", email, Map.of("email", email));

        assertThat(url).contains("error_code=email_not_confirmed");
        assertThat(mails(project, email)).hasSize(1);
    }

    @Test
    void linking_is_off_unless_it_is_switched_on() {
        var other = newProject();
        var token = other.signUp(email(), "secret-1").text("access_token");

        other.get("/user/identities/authorize?provider=google", TestProject.bearer(token))
                .refused(404, "manual_linking_disabled", "Manual linking is disabled");
        other.delete("/user/identities/" + UUID.randomUUID(), TestProject.bearer(token))
                .refused(404, "manual_linking_disabled", "Manual linking is disabled");
    }
}
