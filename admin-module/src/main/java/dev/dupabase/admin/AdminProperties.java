package dev.dupabase.admin;

import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.start.InvalidSetting;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/// Settings of the platform API.
///
/// @param sessionLifetime how long a sign-in lasts; a number means seconds
/// @param passwordCheckLimit of each account, where it must give its password again
/// @param auditRetention how long the audit log is kept; a number means days
/// @param databaseHost what people's database clients connect to; empty: PostgreSQL's own address
/// @param databasePort 0: PostgreSQL's own
/// @param newProjects what a new project's settings are unless its maker says otherwise
@ConfigurationProperties("dupabase.admin")
public record AdminProperties(
        @DefaultValue("86400") @DurationUnit(ChronoUnit.SECONDS) Duration sessionLifetime,
        @DefaultValue("5/m:5") RateLimit passwordCheckLimit,
        @DefaultValue("400") @DurationUnit(ChronoUnit.DAYS) Duration auditRetention,
        @DefaultValue("") String databaseHost,
        @DefaultValue("0") int databasePort,
        @DefaultValue NewProjects newProjects) {

    /// First settings of sign-in.
    public record NewProjects(
            @DefaultValue("true") boolean enableSignup,
            @DefaultValue("true") boolean autoconfirm,
            @DefaultValue("6") int passwordMinLength) {
        public NewProjects {
            InvalidSetting.unless(
                    passwordMinLength >= 6 && passwordMinLength <= 72,
                    "dupabase.admin.new-projects.password-min-length",
                    "must be a number from 6 to 72");
        }
    }

    public AdminProperties {
        InvalidSetting.unless(
                sessionLifetime.compareTo(Duration.ofMinutes(1)) >= 0,
                "dupabase.admin.session-lifetime",
                "must be at least 60 seconds");
        InvalidSetting.unless(
                auditRetention.toDays() >= 1,
                "dupabase.admin.audit-retention",
                "must be at least a day");
        InvalidSetting.unless(
                databasePort >= 0 && databasePort <= 65535,
                "dupabase.admin.database-port",
                "must be a port");
    }
}
