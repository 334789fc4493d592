package dev.dupabase.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.Test;

/// The project's owner has a say in each attempt to verify a factor.
class FactorHookTest extends AuthServer {
    private static final String PATH = "/factors/";

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    @Test
    void T47_a_rejected_attempt_ends_all_sessions_and_stays_in_the_log() {
        var project = newProject();
        project.execute(
                """
                create table public.attempts (event jsonb);
                grant insert on public.attempts to supabase_auth_admin;
                grant usage on schema public to supabase_auth_admin;
                create function public.judge(event jsonb) returns jsonb language plpgsql as $$
                begin
                    insert into public.attempts values (event);
                    if (event ->> 'valid')::boolean then
                        return '{"decision": "continue"}';
                    end if;
                    return '{"decision": "reject", "message": "Enough"}';
                end $$;
                grant execute on function public.judge to supabase_auth_admin
                """);
        configure(
                project,
                "{\"HOOK_MFA_VERIFICATION_ATTEMPT_ENABLED\": true,"
                        + " \"HOOK_MFA_VERIFICATION_ATTEMPT_URI\":"
                        + " \"pg-functions://postgres/public/judge\"}");
        var ann = project.signUp("ann@example.com", "secret-1");
        project.signIn("ann@example.com", "secret-1").ok();
        var enrolled = project.post("/factors", "{\"factor_type\":\"totp\"}", bearer(ann)).ok();
        var factor = enrolled.text("id");
        var app = new AuthenticatorApp(enrolled.text("totp.secret"));
        var challenge =
                project.post(PATH + factor + "/challenge", "{}", bearer(ann)).ok().text("id");
        var form = "{\"challenge_id\":\"%s\",\"code\":\"%s\"}";

        project.post(
                        PATH + factor + "/verify",
                        form.formatted(challenge, app.wrongCode()),
                        bearer(ann))
                .refused(403, "mfa_verification_rejected", "Enough");

        assertThat(project.query("select count(*) from auth.sessions")).containsExactly("0");
        assertThat(
                        project.query(
                                """
                                select payload -> 'traits' ->> 'factor_type'
                                from auth.audit_log_entries
                                where payload ->> 'action' = 'verification_attempted'
                                """))
                .containsExactly("totp");
        var later = project.signIn("ann@example.com", "secret-1").ok();
        var again = project.post(PATH + factor + "/challenge", "{}", bearer(later)).ok().text("id");
        project.post(PATH + factor + "/verify", form.formatted(again, app.code()), bearer(later))
                .ok();
        assertThat(
                        project.query(
                                """
                                select (event ->> 'valid') || ' ' || (event ->> 'factor_type')
                                from public.attempts
                                """))
                .containsExactly("false totp", "true totp");
    }
}
