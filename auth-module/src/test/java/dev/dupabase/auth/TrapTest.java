package dev.dupabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The traps of contracts/auth.md §8 that clones of GoTrue fall into, by their numbers. Those that
/// are not here have their tests with the features they belong to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrapTest extends AuthServer {
    private static final String CHALLENGE =
            "\"code_challenge\":\"" + "c".repeat(43) + "\",\"code_challenge_method\":\"s256\"";

    private TestProject open;
    private TestProject closed;
    private int users;

    @BeforeAll
    void make_projects() {
        open =
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true, \"SMTP_MAX_FREQUENCY\": \"0s\","
                                + " \"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}");
        closed =
                newProject(
                        "{\"SMTP_MAX_FREQUENCY\": \"0s\", \"URI_ALLOW_LIST\":"
                                + " \"https://shop.example/cb?a=1\"}");
    }

    private String newAddress() {
        return "trap%d@example.com".formatted(users++);
    }

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    private String[] service(TestProject project) {
        return TestProject.bearer(project.serviceKey());
    }

    private static JsonNode claims(Reply session) {
        var payload = session.text("access_token").split("\\.")[1];
        return JsonMapper.builder()
                .build()
                .readTree(
                        new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    @Test
    void T3_a_repeated_sign_up_leaves_the_password_of_an_unconfirmed_user_alone() {
        var email = newAddress();
        closed.post("/signup", TestProject.credentials(email, "secret-1")).ok();
        closed.post("/signup", TestProject.credentials(email, "secret-2")).ok();
        closed.get(newestMail(closed, email).path());

        closed.signIn(email, "secret-1").ok();
        assertThat(closed.signIn(email, "secret-2").status()).isEqualTo(400);
    }

    @Test
    void T8_the_version_comes_back_on_errors_and_browsers_may_read_it() {
        var version = "X-Supabase-Api-Version";

        var refused = open.get("/user", version, "2024-01-01", "Origin", "https://shop.example");

        assertThat(refused.header(version)).isEqualTo("2024-01-01");
        assertThat(refused.header("Access-Control-Expose-Headers")).contains(version);
        assertThat(open.get("/settings", version, "2024-01-01").header(version)).isEmpty();
    }

    @Test
    void T14_reuse_leaves_a_session_of_format_1_and_ends_one_of_format_2() {
        for (int format : new int[] {1, 2}) {
            var project =
                    newProject(
                            ("{\"MAILER_AUTOCONFIRM\": true,"
                                            + " \"SECURITY_REFRESH_TOKEN_REUSE_INTERVAL\": 0,"
                                            + " \"SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION\": %d}")
                                    .formatted(format));
            var first = project.signUp("ann@example.com", "secret-1").text("refresh_token");
            var second = project.refresh(first).ok().text("refresh_token");
            project.refresh(second).ok();
            project.refresh(first)
                    .refused(
                            400,
                            "refresh_token_already_used",
                            "Invalid Refresh Token: Already Used");

            assertThat(project.query("select count(*) from auth.sessions"))
                    .containsExactly(format == 1 ? "1" : "0");
        }
    }

    @Test
    void T17_proofs_are_newest_first_and_in_seconds() {
        var ann = open.signUp(newAddress(), "secret-1");
        var session = claims(ann).path("session_id").asString();
        open.execute(
                """
                insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at,
                    authentication_method)
                values (gen_random_uuid(), '%s', now(), now() + interval '1 minute', 'totp')
                """
                        .formatted(session));

        var amr = claims(open.refresh(ann.text("refresh_token")).ok()).path("amr");

        assertThat(amr.path(0).path("method").asString()).isEqualTo("totp");
        assertThat(amr.path(1).path("method").asString()).isEqualTo("password");
        assertThat(amr.path(1).path("timestamp").asLong())
                .isBetween(
                        Instant.now().getEpochSecond() - 600, Instant.now().getEpochSecond() + 60);
    }

    @Test
    void T18_the_audience_is_text_and_a_header_selects_it() {
        var email = newAddress();
        var ann = open.signUp(email, "secret-1");

        assertThat(claims(ann).path("aud").isString()).isTrue();
        var elsewhere =
                open.post(
                        "/token?grant_type=password",
                        TestProject.credentials(email, "secret-1"),
                        "X-JWT-AUD",
                        "elsewhere");
        assertThat(elsewhere.text("error_code")).isEqualTo("invalid_credentials");
    }

    @Test
    void T21_a_password_ends_other_sessions_and_an_administrators_ends_none() {
        var email = newAddress();
        var first = open.signUp(email, "secret-1");
        var second = open.signIn(email, "secret-1").ok();
        open.put("/user", "{\"password\":\"secret-2\"}", bearer(second)).ok();
        assertThat(open.get("/user", bearer(first)).status()).isEqualTo(403);
        open.get("/user", bearer(second)).ok();

        open.put(
                        "/admin/users/" + second.text("user.id"),
                        "{\"password\":\"secret-3\"}",
                        service(open))
                .ok();
        open.get("/user", bearer(second)).ok();
    }

    @Test
    void T22_only_old_sessions_need_a_nonce() {
        var project =
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true,"
                                + " \"SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION\": true}");
        var ann = project.signUp("ann@example.com", "secret-1");
        project.put("/user", "{\"password\":\"secret-2\"}", bearer(ann)).ok();
        project.execute("update auth.sessions set created_at = now() - interval '25 hours'");

        project.put("/user", "{\"password\":\"secret-3\"}", bearer(ann))
                .refused(
                        400,
                        "reauthentication_needed",
                        "Password update requires reauthentication");
    }

    @Test
    void T23_T24_both_addresses_agree_each_with_a_hash_of_its_own() {
        var old = newAddress();
        var wanted = newAddress();
        var ann = open.signUp(old, "secret-1");
        open.put("/user", "{\"email\":\"%s\"}".formatted(wanted), bearer(ann)).ok();
        var toOld = newestMail(open, old);
        var toNew = newestMail(open, wanted);
        assertThat(
                        open.query(
                                """
                                select token_type || ' ' || token_hash from auth.one_time_tokens
                                where user_id = '%s' order by token_type
                                """
                                        .formatted(ann.text("user.id"))))
                .containsExactly(
                        "email_change_token_new " + toNew.hash(),
                        "email_change_token_current " + toOld.hash());

        var half = open.get(toOld.path());

        assertThat(half.status()).isEqualTo(303);
        assertThat(half.header("Location")).contains("#message=Confirmation+link+accepted");
        assertThat(open.get(toNew.path()).header("Location")).contains("access_token=");
    }

    @Test
    void T25_the_hash_is_of_address_and_code() {
        var email = newAddress();
        open.signUp(email, "secret-1");
        open.post(
                        "/recover",
                        "{\"email\":\"%s\",%s}"
                                .formatted(email.toUpperCase(Locale.ROOT), CHALLENGE))
                .ok();
        var mail = newestMail(open, email);

        assertThat(mail.hash()).startsWith("pkce_").hasSize(61);
        open.post(
                        "/verify",
                        "{\"type\":\"recovery\",\"email\":\"%s\",\"token\":\"%s\"}"
                                .formatted(email, mail.code()))
                .ok();
    }

    @Test
    void T28_a_look_at_a_link_does_not_follow_it() {
        var email = newAddress();
        closed.post("/signup", TestProject.credentials(email, "secret-1")).ok();
        var path = newestMail(closed, email).path();

        assertThat(closed.send("HEAD", path, null).status()).isIn(200, 405);

        assertThat(closed.get(path).status()).isEqualTo(303);
        assertThat(closed.get("/verify?token=x&type=signup").status()).isEqualTo(303);
        closed.signIn(email, "secret-1").ok();
    }

    @Test
    void T29_T30_fragments_are_sorted_marked_and_hold_errors() {
        var refused = closed.get("/verify?token=x&type=signup").header("Location");

        assertThat(refused)
                .isEqualTo(
                        "http://localhost:4000#error=access_denied&error_code=otp_expired"
                                + "&error_description=Email+link+is+invalid+or+has+expired&sb=");
        var flow = closed.get("/verify?token=pkce_x&type=signup").header("Location");
        assertThat(flow).contains("?error=access_denied", "#error=access_denied");
    }

    @Test
    void T31_queries_take_part_in_matching_and_flow_ids_do_not() {
        var body = "{\"type\":\"magiclink\",\"email\":\"%s\"}".formatted(newAddress());
        var id = "&sb_flow_id=" + UUID.randomUUID();
        for (var target :
                List.of("https://shop.example/cb?a=1", "https://shop.example/cb?a=1" + id)) {
            var asked = URLEncoder.encode(target, StandardCharsets.UTF_8);
            var link =
                    closed.post("/admin/generate_link?redirect_to=" + asked, body, service(closed))
                            .ok();
            assertThat(link.text("redirect_to")).isEqualTo(target);
        }
        var other =
                closed.post(
                                "/admin/generate_link?redirect_to=https://shop.example/cb?a=2",
                                body,
                                service(closed))
                        .ok();
        assertThat(other.text("redirect_to")).isEqualTo("http://localhost:4000");
    }

    @Test
    void T34_T35_identities_show_the_providers_id_and_the_rows() {
        var made =
                open.post(
                                "/admin/users",
                                "{\"email\":\"%s\",\"phone\":\"+4912345\"}".formatted(newAddress()),
                                service(open))
                        .ok();

        assertThat(made.at("identities").size()).isEqualTo(2);
        assertThat(made.text("identities.0.id")).isEqualTo(made.text("id"));
        assertThat(made.text("identities.0.identity_id")).isNotEqualTo(made.text("id"));
    }

    @Test
    void T36_a_link_comes_beside_the_users_fields() {
        var link =
                open.post(
                                "/admin/generate_link",
                                "{\"type\":\"magiclink\",\"email\":\"%s\"}".formatted(newAddress()),
                                service(open))
                        .ok()
                        .json();

        for (var name :
                List.of(
                        "id",
                        "email",
                        "action_link",
                        "email_otp",
                        "hashed_token",
                        "verification_type",
                        "redirect_to")) {
            assertThat(link.has(name)).as(name).isTrue();
        }
        assertThat(link.has("user")).isFalse();
    }

    @Test
    void T37_page_is_the_first_parameter_and_empty_ones_are_none() {
        var listed = open.get("/admin/users?page=&per_page=1", service(open)).ok();

        assertThat(listed.header("Link")).startsWith("</admin/users?page=2&per_page=1>");
        assertThat(listed.header("X-Total-Count")).matches("\\d+");
        open.get("/admin/users?page=&per_page=", service(open)).ok();
    }

    @Test
    void T38_generated_columns_are_generated() {
        assertThat(
                        open.query(
                                """
                                select table_name || '.' || column_name
                                from information_schema.columns
                                where table_schema = 'auth' and is_generated = 'ALWAYS' order by 1
                                """))
                .contains("identities.email", "users.confirmed_at");
    }

    @Test
    void T39_T43_a_row_made_by_sql_with_nulls_is_a_user() {
        var email = newAddress();
        open.execute(
                """
                insert into auth.users (id, email, encrypted_password, email_confirmed_at)
                select gen_random_uuid(), '%s', encrypted_password, now() from auth.users
                where encrypted_password <> '' limit 1
                """
                        .formatted(email));
        var known = newAddress();
        open.signUp(known, "secret-1");
        open.execute(
                "update auth.users set encrypted_password = (select encrypted_password from auth.users where email = '%s') where email = '%s'"
                        .formatted(known, email));

        var session = open.signIn(email, "secret-1").ok();

        assertThat(session.text("user.phone")).isEmpty();
        open.post("/recover", "{\"email\":\"%s\"}".formatted(email)).ok();
    }

    @Test
    void T40_times_without_a_zone_are_utc() {
        var ann = open.signUp(newAddress(), "secret-1");
        open.refresh(ann.text("refresh_token")).ok();

        assertThat(
                        open.query(
                                """
                                select abs(extract(epoch from refreshed_at at time zone 'UTC' - now()))
                                    < 600
                                from auth.sessions where refreshed_at is not null
                                """))
                .isNotEmpty()
                .containsOnly("t");
    }

    @Test
    void T41_plain_codes_of_old_may_be_equal() {
        open.signUp(newAddress(), "secret-1");
        open.signUp(newAddress(), "secret-1");

        open.execute("update auth.users set recovery_token = '123456'");
        open.execute("update auth.users set recovery_token = ''");
    }

    @Test
    void T42_users_of_single_sign_on_share_addresses_with_others() {
        var email = newAddress();
        var ann = open.signUp(email, "secret-1");
        open.execute(
                """
                insert into auth.users (id, aud, email, encrypted_password, is_sso_user)
                values (gen_random_uuid(), 'authenticated', '%s', 'x', true)
                """
                        .formatted(email));

        assertThat(open.signIn(email, "secret-1").ok().text("user.id"))
                .isEqualTo(ann.text("user.id"));
    }

    @Test
    void T45_the_service_role_reads_no_tables_of_auth() {
        assertThat(
                        open.query(
                                """
                                select has_table_privilege('service_role', 'auth.users', 'select')
                                    or has_table_privilege('anon', 'auth.users', 'select')
                                """))
                .containsExactly("f");
    }

    @Test
    void T46_triggers_run_with_the_schemas_search_path_and_can_refuse() {
        var project = newProject();
        project.execute(
                """
                create function public.look() returns trigger language plpgsql as
                $$begin if current_setting('search_path') not like '%auth%'
                then raise exception 'path %', current_setting('search_path'); end if;
                if new.email like 'bob%' then raise exception 'no bobs'; end if;
                return new; end$$;
                create trigger look before insert on auth.users for each row
                execute function public.look()
                """);

        project.signUp("ann@example.com", "secret-1");
        var refused =
                project.post("/signup", TestProject.credentials("bob@example.com", "secret-1"));

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.text("message")).isEqualTo("no bobs");
        assertThat(project.query("select count(*) from auth.users")).containsExactly("1");
    }

    @Test
    void T55_zero_mails_means_none() {
        var project = newProject("{\"RATE_LIMIT_EMAIL_SENT\": \"0\"}");

        var refused =
                project.post("/signup", TestProject.credentials("ann@example.com", "secret-1"));

        refused.refused(429, "over_email_send_rate_limit", "email rate limit exceeded");
    }

    @Test
    void T60_addresses_are_kept_in_lower_case() {
        var email = newAddress();
        var ann = open.signUp(email.toUpperCase(Locale.ROOT), "secret-1");

        assertThat(ann.text("user.email")).isEqualTo(email);
        open.signIn(email.replace("trap", "Trap"), "secret-1").ok();
    }
}
