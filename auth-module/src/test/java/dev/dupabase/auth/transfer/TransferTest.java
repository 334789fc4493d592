package dev.dupabase.auth.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest extends AuthServer {
    private TestProject project;
    private String hash;

    @BeforeEach
    void make_project() {
        project =
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true, \"EXTERNAL_USERNAME_ENABLED\": true,"
                                + " \"USER_EXPORT_PASSWORD_HASHES_ENABLED\": true}");
        project.signUp("known@example.com", "secret-1");
        hash = project.query("select encrypted_password from auth.users").getFirst();
    }

    private String[] service() {
        return TestProject.bearer(project.serviceKey());
    }

    private Reply bringIn(String format, String file) {
        return project.post("/dupabase/admin/users/import?format=" + format, file, service());
    }

    private Reply takeOut(String query) {
        return project.get("/dupabase/admin/users/export" + query, service()).ok();
    }

    @Test
    void users_of_a_csv_file_sign_in() {
        var file =
                """
                email,email_confirmed_at,password_hash,user_metadata,username,phone\r
                ann@example.com,true,%s,"{""name"":""Ann, B.""}",ann,+49 123456\r
                bob@example.com,,%s,,,\r
                KNOWN@example.com,true,,,,\r
                """
                        .formatted(hash, hash);

        var report = bringIn("csv", file).ok();

        assertThat(report.at("complete").asBoolean()).isTrue();
        assertThat(report.at("imported").asInt()).isEqualTo(2);
        assertThat(report.at("skipped").asInt()).isEqualTo(1);
        var ann = project.signIn("ann@example.com", "secret-1").ok();
        assertThat(ann.text("user.user_metadata.name")).isEqualTo("Ann, B.");
        assertThat(ann.text("user.phone")).isEqualTo("49123456");
        assertThat(ann.at("user.identities").size()).isEqualTo(2);
        project.signIn("ann", "secret-1").ok();
        project.signIn("bob@example.com", "secret-1")
                .refused(400, "email_not_confirmed", "Email not confirmed");
    }

    @Test
    void what_is_exported_can_be_imported_elsewhere() {
        bringIn(
                        "json",
                        """
                        [{"email":"ann@example.com","email_confirm":true,"password_hash":"%s",
                          "user_metadata":{"formula":"=1+1","n":null},"username":"ann",
                          "identities":[{"provider":"google","id":"77","identity_data":{"a":1}}]},
                         {"phone":"+491234567","phone_confirm":true}]
                        """
                                .formatted(hash))
                .ok();
        var other = newProject("{\"MAILER_AUTOCONFIRM\":true,\"EXTERNAL_USERNAME_ENABLED\":true}");
        var elsewhere = TestProject.bearer(other.serviceKey());

        for (var format : List.of("json", "csv")) {
            other.execute("delete from auth.users");
            var file = takeOut("?password_hashes=true&format=" + format).text();
            var report =
                    other.post("/dupabase/admin/users/import?format=" + format, file, elsewhere)
                            .ok();

            assertThat(report.at("imported").asInt()).as(report.text()).isEqualTo(3);
            var ann = other.signIn("ann", "secret-1").ok();
            assertThat(ann.text("user.user_metadata.formula")).isEqualTo("=1+1");
            assertThat(ann.at("user.identities").size()).isEqualTo(format.equals("json") ? 2 : 1);
            assertThat(other.query("select id from auth.users order by 1"))
                    .isEqualTo(project.query("select id from auth.users order by 1"));
        }
    }

    @Test
    void hashes_leave_only_where_the_project_lets_them() {
        assertThat(takeOut("").text()).doesNotContain("password_hash", "$2a$");
        assertThat(takeOut("?format=csv").text()).doesNotContain("$2a$");
        configure(project, "{\"USER_EXPORT_PASSWORD_HASHES_ENABLED\": false}");

        project.get("/dupabase/admin/users/export?password_hashes=true", service())
                .refused(404, "feature_disabled", "Exports of password hashes are disabled");
    }

    @Test
    void users_of_firebase_keep_their_passwords_and_accounts() {
        // The example that Firebase publishes with its scrypt library.
        var file =
                """
                {"hash_config":{"algorithm":"SCRYPT",
                   "base64_signer_key":"jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==",
                   "base64_salt_separator":"Bw==","rounds":8,"mem_cost":14},
                 "users":[{"localId":"uid1","email":"ann@example.com","emailVerified":true,
                   "passwordHash":"lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==",
                   "salt":"42xEC+ixf3L2lw==","displayName":"Ann","createdAt":"1700000000000",
                   "customAttributes":"{\\"plan\\":\\"x\\"}",
                   "providerUserInfo":[{"providerId":"google.com","rawId":"77","email":"ann@example.com"},
                                       {"providerId":"password","email":"ann@example.com"}]},
                  {"localId":"uid2","phoneNumber":"+491234567","disabled":true}]}
                """;

        var report = bringIn("firebase", file).ok();

        assertThat(report.at("imported").asInt()).as(report.text()).isEqualTo(2);
        assertThat(report.at("without_password").asInt()).isZero();
        var ann = project.signIn("ann@example.com", "user1password").ok();
        assertThat(ann.text("user.app_metadata.firebase_uid")).isEqualTo("uid1");
        assertThat(ann.text("user.app_metadata.plan")).isEqualTo("x");
        assertThat(ann.text("user.user_metadata.full_name")).isEqualTo("Ann");
        assertThat(ann.at("user.app_metadata.providers").toString())
                .isEqualTo("[\"email\",\"google\"]");
        assertThat(
                        project.query(
                                "select banned_until is not null from auth.users where phone <> ''"))
                .containsExactly("t");
        assertThat(bringIn("firebase", file).ok().at("skipped").asInt()).isEqualTo(2);
    }

    @Test
    void users_of_auth0_come_from_either_of_its_exports() {
        var lines =
                """
                {"_id":{"$oid":"5f"},"email":"ann@example.com","email_verified":true,"passwordHash":"%s"}
                {"user_id":"google-oauth2|77","email":"bob@example.com","email_verified":true,
                 "name":"Bob","blocked":true,"created_at":"2024-01-02T03:04:05.000Z",
                 "identities":[{"provider":"google-oauth2","user_id":"77","isSocial":true}]}
                {"user_id":"auth0|6f","email":"cy@example.com","custom_password_hash":
                 {"algorithm":"md5","hash":{"value":"abc"}}}
                """
                        .formatted(hash.replace("$2a$", "$2b$"));

        var report = bringIn("auth0", lines).ok();

        assertThat(report.at("imported").asInt()).as(report.text()).isEqualTo(3);
        assertThat(report.at("without_password").asInt()).isEqualTo(1);
        var ann = project.signIn("ann@example.com", "secret-1").ok();
        assertThat(ann.text("user.app_metadata.auth0_id")).isEqualTo("auth0|5f");
        assertThat(
                        project.query(
                                "select provider_id from auth.identities where provider ="
                                        + " 'google'"))
                .containsExactly("77");
    }

    @Test
    void what_cannot_be_a_user_is_left_out_and_told() {
        var report =
                bringIn(
                                "json",
                                """
                                [{"email":"nonsense"},{"id":"x","email":"a@example.com"},{},17,
                                 {"email":"b@example.com","user_metadata":{"a":"\\u0000"}},
                                 {"email":"c@example.com","banned_until":"soon"},
                                 {"email":"d@example.com","username":"no name"},
                                 {"email":{"a":1}},
                                 {"email":"good@example.com","password_hash":"$2a$31$abc"}]
                                """)
                        .ok();

        assertThat(report.at("failed").asInt()).as(report.text()).isEqualTo(8);
        assertThat(report.at("imported").asInt()).isEqualTo(1);
        assertThat(report.at("without_password").asInt()).isEqualTo(1);
        assertThat(report.at("faults.0.entry").asInt()).isEqualTo(1);
        assertThat(report.text("faults.0.reason"))
                .isEqualTo("Unable to validate email address: invalid format");
    }

    @Test
    void one_whom_the_database_refuses_does_not_keep_the_others_out() {
        project.execute(
                """
                create function public.refuse_bob() returns trigger language plpgsql as
                $$begin if new.email like 'bob%' then raise exception 'no bobs'; end if;
                return new; end$$;
                create trigger no_bobs before insert on auth.users for each row
                execute function public.refuse_bob()
                """);

        var report =
                bringIn("csv", "email\nann@example.com\nbob@example.com\ncy@example.com\n").ok();

        assertThat(report.at("imported").asInt()).as(report.text()).isEqualTo(2);
        assertThat(report.text("faults.0.reason")).contains("no bobs");
        assertThat(report.at("faults.0.entry").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json|nonsense",
                "json|{\"email\":",
                "json|\"text\"",
                "csv|email,shoe_size\n",
                "csv|email,email\n",
                "csv|\"email",
                "csv|\"email\"x\n",
            })
    void a_file_that_is_none_is_refused(String given) {
        var parts = given.split("\\|", 2);

        var reply = bringIn(parts[0], parts[1]);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.text("msg")).startsWith("The file cannot be read");
    }

    @Test
    void a_file_that_breaks_off_is_imported_so_far() {
        var report = bringIn("json", "[{\"email\":\"ann@example.com\"},{\"email\":").ok();

        assertThat(report.at("complete").asBoolean()).isFalse();
        assertThat(report.text("fault")).startsWith("behind entry 1: not JSON");
        assertThat(report.at("imported").asInt()).isEqualTo(1);
    }

    @Test
    void files_may_be_long_but_not_their_entries() {
        var many =
                IntStream.range(0, 3000)
                        .mapToObj(n ->
                                "user%d@example.com,\"{\"\"a\"\":\"\"%s\"\"}\""
                                        .formatted(n, "x".repeat(400)))
                        .collect(Collectors.joining("\n", "email,user_metadata\n", "\n"));
        assertThat(many.length()).isGreaterThan(1 << 20);

        assertThat(bringIn("csv", many).ok().at("imported").asInt()).isEqualTo(3000);
        var broad =
                "[{\"email\":\"a@example.com\",\"user_metadata\":{\"a\":\""
                        + "x".repeat(2 << 20)
                        + "\"}}]";
        assertThat(bringIn("json", broad).text("msg")).contains("one user takes more than 1 MiB");
        assertThat(bringIn("csv", "email\n" + "x".repeat(2 << 20)).text("msg"))
                .contains("one user takes more than 1 MiB");
    }

    @Test
    void a_trial_stores_nothing() {
        var report =
                project.post(
                                "/dupabase/admin/users/import?format=csv&dry_run=true",
                                "email\nann@example.com\nnonsense\n",
                                service())
                        .ok();

        assertThat(report.at("dry_run").asBoolean()).isTrue();
        assertThat(report.at("imported").asInt()).isEqualTo(1);
        assertThat(report.at("failed").asInt()).isEqualTo(1);
        assertThat(project.query("select count(*) from auth.users")).containsExactly("1");
    }

    @Test
    void only_administrators_bring_in_and_take_out() {
        var anon = TestProject.bearer(project.anonKey());

        project.post("/dupabase/admin/users/import", "[]", anon)
                .refused(403, "not_admin", "User not allowed");
        project.get("/dupabase/admin/users/export", anon)
                .refused(403, "not_admin", "User not allowed");
        project.post("/dupabase/admin/users/import?format=xml", "", service())
                .refused(400, "validation_failed", "format must be json, csv, firebase or auth0");
    }
}
