package dev.dupabase.auth.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// All settings of sign-in of one project, as one snapshot.
///
/// @param auditLog whether the audit log is kept in the project's database
/// @param shown every setting in force by its name in contracts/auth.md §5, secrets masked
public record AuthSettings(
        boolean disableSignup,
        boolean auditLog,
        SiteSettings site,
        JwtSettings jwt,
        ExternalSettings external,
        MailerSettings mailer,
        SmtpSettings smtp,
        PasswordRules password,
        SecuritySettings security,
        SessionSettings sessions,
        RateLimitSettings rateLimits,
        FactorSettings factors,
        FederationSettings federation,
        HookSettings hooks,
        SmsSettings sms,
        CleanUpSettings cleanUp,
        PasskeySettings passkeys,
        BeyondSettings beyond,
        Map<String, Object> shown) {
    /// Of parts that are not built, and of a server of its own.
    private static final Set<String> KEPT =
            Set.copyOf(
                    List.of(
                            "DB_NAMESPACE",
                            "DB_MAX_POOL_SIZE",
                            "API_MAX_REQUEST_DURATION",
                            "CORS_ALLOWED_HEADERS",
                            "EXPERIMENTAL_CREATE_EMAIL_IDENTITY_ON_PASSWORD_SET_ENABLED",
                            "INDEX_WORKER_ENSURE_USER_SEARCH_INDEXES_EXIST",
                            "INDEX_WORKER_MAX_USERS_THRESHOLD"));

    static AuthSettings read(ObjectNode overrides) {
        var reader = new SettingsReader(overrides);
        var disableSignup = reader.flag("DISABLE_SIGNUP", false);
        var auditLog = !reader.flag("AUDIT_LOG_DISABLE_POSTGRES", false);
        var site = SiteSettings.read(reader);
        var jwt = JwtSettings.read(reader);
        var external = ExternalSettings.read(reader);
        var mailer = MailerSettings.read(reader);
        var smtp = SmtpSettings.read(reader);
        var password = PasswordRules.read(reader);
        var security = SecuritySettings.read(reader);
        var sessions = SessionSettings.read(reader);
        var rateLimits = RateLimitSettings.read(reader);
        var factors = FactorSettings.read(reader);
        var federation = FederationSettings.read(reader);
        var hooks = HookSettings.read(reader);
        var sms = SmsSettings.read(reader);
        var cleanUp = CleanUpSettings.read(reader);
        var passkeys = PasskeySettings.read(reader);
        var beyond = BeyondSettings.read(reader);
        KEPT.stream().sorted().forEach(reader::keep);
        return new AuthSettings(
                disableSignup,
                auditLog,
                site,
                jwt,
                external,
                mailer,
                smtp,
                password,
                security,
                sessions,
                rateLimits,
                factors,
                federation,
                hooks,
                sms,
                cleanUp,
                passkeys,
                beyond,
                reader.finish());
    }
}
