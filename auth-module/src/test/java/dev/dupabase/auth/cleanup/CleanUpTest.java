package dev.dupabase.auth.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import dev.dupabase.platform.project.ActiveProjects;
import dev.dupabase.platform.project.ProjectDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CleanUpTest extends AuthServer {
    @Autowired private CleanUp cleanUp;
    @Autowired private ProjectDirectory directory;
    @Autowired private ActiveProjects active;

    private TestProject project;

    @BeforeEach
    void makeProject() {
        project = newProject();
    }

    private void run() {
        cleanUp.of(directory.find(project.project().ref()).orElseThrow());
    }

    @Test
    void expired_rows_go_and_those_in_use_stay() {
        project.signUp("ann@example.com", "secret-1");
        project.execute(
                """
                insert into auth.flow_state (id, provider_type, authentication_method, created_at)
                    values (gen_random_uuid(), 'email', 'otp', now() - interval '25 hours'),
                           (gen_random_uuid(), 'email', 'otp', now() - interval '23 hours');
                insert into auth.oauth_client_states (id, provider_type, created_at)
                    values (gen_random_uuid(), 'x', now() - interval '25 hours'),
                           (gen_random_uuid(), 'x', now());
                insert into auth.mfa_factors (id, user_id, factor_type, status, created_at,
                        updated_at, friendly_name)
                    select gen_random_uuid(), id, 'totp', s::auth.factor_status,
                        now() - interval '25 hours', now(), s
                    from auth.users, unnest(array['verified', 'unverified']) s;
                insert into auth.mfa_challenges (id, factor_id, created_at, ip_address)
                    select gen_random_uuid(), id, now() - interval '25 hours', '127.0.0.1'
                    from auth.mfa_factors where status = 'verified';
                insert into auth.webauthn_challenges (challenge_type, session_data, expires_at)
                    values ('authentication', '{}', now() - interval '1 minute'),
                           ('authentication', '{}', now() + interval '1 minute');
                insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to,
                        created_at, updated_at)
                    select gen_random_uuid(), id, t.kind::auth.one_time_token_type, t.kind, email,
                        t.at, t.at
                    from auth.users, (values ('recovery_token', (now() - interval '2 hours') at time zone 'UTC'),
                        ('confirmation_token', now() at time zone 'UTC')) t(kind, at);
                """);

        run();

        assertThat(count("flow_state")).isEqualTo(1);
        assertThat(count("oauth_client_states")).isEqualTo(1);
        assertThat(project.query("select status::text from auth.mfa_factors"))
                .containsExactly("verified");
        assertThat(count("mfa_challenges")).isZero();
        assertThat(count("webauthn_challenges")).isEqualTo(1);
        assertThat(project.query("select token_type::text from auth.one_time_tokens"))
                .containsExactly("confirmation_token");
        project.signIn("ann@example.com", "secret-1").ok();
    }

    @Test
    void sessions_go_some_time_after_their_end() {
        configure(
                project,
                "{\"SESSIONS_TIMEBOX\": \"1h\", \"SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION\": 1}");
        for (int i = 0; i < 4; i++) {
            project.signUp("user%d@example.com".formatted(i), "secret-1");
        }
        project.execute(
                """
                update auth.sessions set created_at = now() - interval '26 hours'
                    where user_id = (select id from auth.users where email = 'user0@example.com');
                update auth.sessions set not_after = now() - interval '73 hours'
                    where user_id = (select id from auth.users where email = 'user1@example.com');
                update auth.sessions set not_after = now() - interval '25 hours'
                    where user_id = (select id from auth.users where email = 'user2@example.com');
                update auth.refresh_tokens set updated_at = now() - interval '25 hours';
                """);

        run();

        assertThat(
                        project.query(
                                "select u.email from auth.sessions s join auth.users u on u.id ="
                                        + " s.user_id order by 1"))
                .containsExactly("user2@example.com", "user3@example.com");
        assertThat(
                        project.query(
                                "select u.email from auth.refresh_tokens r join auth.users u on"
                                        + " u.id::text = r.user_id where not r.revoked"))
                .containsExactly("user3@example.com");
    }

    @Test
    void anonymous_users_stay_unless_their_project_lets_them_go() {
        configure(project, "{\"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}");
        project.post("/signup", "{}").ok();
        project.execute("update auth.users set created_at = now() - interval '31 days'");
        project.post("/signup", "{}").ok();

        run();
        assertThat(count("users")).isEqualTo(2);

        configure(project, "{\"DB_CLEANUP_ANONYMOUS_USERS\": true}");
        run();
        assertThat(count("users")).isEqualTo(1);
    }

    @Test
    void a_project_can_keep_everything_and_every_project_has_its_turn() {
        configure(project, "{\"DB_CLEANUP_ENABLED\": false}");
        project.execute(
                "insert into auth.flow_state (id, provider_type, authentication_method, created_at)"
                        + " values (gen_random_uuid(), 'email', 'otp', now() - interval '9 days')");

        run();

        assertThat(count("flow_state")).isEqualTo(1);
        assertThat(active.refs()).contains(project.project().ref());
    }

    private int count(String table) {
        return Integer.parseInt(project.query("select count(*) from auth." + table).getFirst());
    }
}
