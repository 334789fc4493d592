package dev.dupabase.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.Test;

class SessionLimitsTest extends AuthServer {
    private static final String LOW =
            "Invalid Refresh Token: Session Expired (Low AAL: User Needs MFA Verification)";

    private static void addFactor(TestProject project) {
        project.execute(
                """
                insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,
                    created_at, updated_at, secret)
                select gen_random_uuid(), id, 'app', 'totp', 'verified', now(), now(), 'AAAA'
                from auth.users
                """);
    }

    @Test
    void who_could_reach_aal2_stays_at_aal1_for_so_long() {
        var project =
                newProject("{\"MAILER_AUTOCONFIRM\": true, \"SESSIONS_ALLOW_LOW_AAL\": \"10m\"}");
        var ann = project.signUp("ann@example.com", "secret-1");
        project.execute("update auth.sessions set created_at = now() - interval '11 minutes'");
        var fresh = project.refresh(ann.text("refresh_token")).ok();

        addFactor(project);

        project.refresh(fresh.text("refresh_token")).refused(400, "session_expired", LOW);
        var later = project.signIn("ann@example.com", "secret-1").ok();
        assertThat(later.at("expires_in").asInt()).isBetween(500, 600);
    }

    @Test
    void a_raised_session_has_no_such_limit() {
        var project =
                newProject("{\"MAILER_AUTOCONFIRM\": true, \"SESSIONS_ALLOW_LOW_AAL\": \"10m\"}");
        var ann = project.signUp("ann@example.com", "secret-1");
        addFactor(project);
        project.execute(
                """
                insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at,
                    authentication_method)
                select gen_random_uuid(), id, now(), now(), 'totp' from auth.sessions;
                update auth.sessions set created_at = now() - interval '1 day'
                """);

        assertThat(project.refresh(ann.text("refresh_token")).ok().at("expires_in").asInt())
                .isEqualTo(3600);
    }

    @Test
    void the_one_session_is_one_of_its_tag() {
        var project =
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true, \"SESSIONS_SINGLE_PER_USER\": true,"
                                + " \"SESSIONS_TAGS\": \"web,mobile\"}");
        var mobile = project.signUp("ann@example.com", "secret-1");
        project.execute("update auth.sessions set tag = 'mobile'");
        var unknown = project.signIn("ann@example.com", "secret-1").ok();
        project.execute("update auth.sessions set tag = 'desk' where tag is null");
        var web = project.signIn("ann@example.com", "secret-1").ok();

        project.refresh(unknown.text("refresh_token"))
                .refused(
                        400,
                        "session_expired",
                        "Invalid Refresh Token: Session Expired (Revoked by Newer Login)");
        project.refresh(web.text("refresh_token")).ok();
        project.refresh(mobile.text("refresh_token")).ok();
    }
}
