package dev.dupabase.auth.cleanup;

import dev.dupabase.auth.settings.AuthSettings;
import dev.dupabase.auth.settings.AuthSettingsSection;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/// Removes expired rows of schema `auth` (contracts/auth.md §3.6): few at a time, passing over
/// those that somebody is at work on.
@Component
class CleanUp {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_ROUNDS = 1000;

    private static final String REVOKE_TOKENS =
            """
            update auth.refresh_tokens set revoked = true, updated_at = :now where id in (
                select r.id from auth.refresh_tokens r
                join auth.sessions s on s.id = r.session_id
                where not r.revoked and s.not_after < :day_ago
                limit 100 for update of r skip locked)
            """;

    private static final String TOKENS =
            """
            delete from auth.refresh_tokens where id in (
                select id from auth.refresh_tokens where revoked and updated_at < :day_ago
                limit 100 for update skip locked)
            """;

    private static final String SESSIONS =
            """
            delete from auth.sessions where id in (
                select id from auth.sessions where not_after < :three_days_ago
                limit 10 for update skip locked)
            """;

    private static final String OLD_SESSIONS =
            """
            delete from auth.sessions where id in (
                select id from auth.sessions where created_at < :made_before
                limit 10 for update skip locked)
            """;

    private static final String IDLE_SESSIONS =
            """
            delete from auth.sessions where id in (
                select id from auth.sessions
                where coalesce(refreshed_at at time zone 'UTC', created_at) < :used_before
                limit 10 for update skip locked)
            """;

    private static final String FLOWS =
            """
            delete from auth.flow_state where id in (
                select id from auth.flow_state where created_at < :day_ago
                limit 100 for update skip locked)
            """;

    private static final String CLIENT_STATES =
            """
            delete from auth.oauth_client_states where id in (
                select id from auth.oauth_client_states where created_at < :day_ago
                limit 100 for update skip locked)
            """;

    private static final String RELAY_STATES =
            """
            delete from auth.saml_relay_states where id in (
                select id from auth.saml_relay_states where created_at < :day_ago
                limit 100 for update skip locked)
            """;

    private static final String FACTOR_CHALLENGES =
            """
            delete from auth.mfa_challenges where id in (
                select id from auth.mfa_challenges where created_at < :day_ago
                limit 100 for update skip locked)
            """;

    private static final String FACTORS =
            """
            delete from auth.mfa_factors where id in (
                select id from auth.mfa_factors
                where status = 'unverified' and created_at < :day_ago
                limit 100 for update skip locked)
            """;

    private static final String PASSKEY_CHALLENGES =
            """
            delete from auth.webauthn_challenges where id in (
                select id from auth.webauthn_challenges where expires_at < :now
                limit 100 for update skip locked)
            """;

    private static final String AUTHORIZATIONS =
            """
            delete from auth.oauth_authorizations where id in (
                select id from auth.oauth_authorizations
                where status = 'pending' and expires_at < :now
                limit 100 for update skip locked)
            """;

    private static final String CODES =
            """
            delete from auth.one_time_tokens where id in (
                select id from auth.one_time_tokens where updated_at < :sent_before
                limit 100 for update skip locked)
            """;

    private static final String ANONYMOUS_USERS =
            """
            delete from auth.users where id in (
                select id from auth.users where is_anonymous and created_at < :month_ago
                limit 100 for update skip locked)
            """;

    private final ProjectDatabase database;
    private final AuthSettingsSection settings;
    private final Clock clock;

    CleanUp(ProjectDatabase database, AuthSettingsSection settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /// Removes what has expired, unless the project does not want it.
    void of(Project project) {
        var own = settings.of(project);
        if (own.cleanUp().enabled()) {
            new ProjectContext(project, Login.SERVICE, InternalRole.AUTH.roleName(), "{}")
                    .call(() -> {
                        tokens(own);
                        states();
                        codes(own);
                        return true;
                    });
        }
    }

    private void tokens(AuthSettings own) {
        repeat(() ->
                database.sql(REVOKE_TOKENS)
                        .param("now", Columns.parameter(clock.instant()))
                        .param("day_ago", before(DAY))
                        .update());
        repeat(() -> database.sql(TOKENS).param("day_ago", before(DAY)).update());
        repeat(() ->
                database.sql(SESSIONS)
                        .param("three_days_ago", before(DAY.multipliedBy(3)))
                        .update());
        var timebox = own.sessions().timebox();
        if (timebox.isPositive()) {
            repeat(() ->
                    database.sql(OLD_SESSIONS)
                            .param("made_before", before(timebox.plus(DAY)))
                            .update());
        }
        var idle = own.sessions().inactivity();
        if (idle.isPositive()) {
            repeat(() ->
                    database.sql(IDLE_SESSIONS)
                            .param("used_before", before(idle.plus(DAY)))
                            .update());
        }
    }

    private void states() {
        repeat(() -> database.sql(FLOWS).param("day_ago", before(DAY)).update());
        repeat(() -> database.sql(CLIENT_STATES).param("day_ago", before(DAY)).update());
        repeat(() -> database.sql(RELAY_STATES).param("day_ago", before(DAY)).update());
        repeat(() -> database.sql(FACTOR_CHALLENGES).param("day_ago", before(DAY)).update());
        repeat(() -> database.sql(FACTORS).param("day_ago", before(DAY)).update());
        repeat(() -> database.sql(PASSKEY_CHALLENGES).param("now", now()).update());
        repeat(() -> database.sql(AUTHORIZATIONS).param("now", now()).update());
    }

    private void codes(AuthSettings own) {
        var mail = own.mailer().codeLife();
        var text = own.sms().codeLife();
        var life = mail.compareTo(text) > 0 ? mail : text;
        repeat(() ->
                database.sql(CODES)
                        .param("sent_before", Columns.utcParameter(clock.instant().minus(life)))
                        .update());
        if (own.cleanUp().anonymousUsers() && own.external().anonymousUsers()) {
            repeat(() ->
                    database.sql(ANONYMOUS_USERS)
                            .param("month_ago", before(DAY.multipliedBy(30)))
                            .update());
        }
    }

    /// Until nothing is left, each time in a transaction of its own.
    private void repeat(IntSupplier statement) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (database.asRole(InternalRole.AUTH, statement::getAsInt) == 0) {
                return;
            }
        }
    }

    private OffsetDateTime before(Duration age) {
        return Columns.parameter(clock.instant().minus(age));
    }

    private OffsetDateTime now() {
        return Columns.parameter(clock.instant());
    }
}
