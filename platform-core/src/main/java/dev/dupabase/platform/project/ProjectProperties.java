package dev.dupabase.platform.project;

import dev.dupabase.platform.start.InvalidSetting;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/// Settings of projects as a whole.
///
/// @param siteUrl where this server is reached from outside, without a trailing slash: the
///   `api_url` of projects and their first `site_url`
/// @param baseDomain projects answer under `{ref}.` and this domain; empty: they do not
/// @param apiKeyLifetime how long legacy API keys are valid; a number means days
/// @param loginConnections how many connections each login of a project may hold, over all
///   instances
/// @param databaseConnections how many connections there may be to one project's database
@ConfigurationProperties("dupabase.projects")
public record ProjectProperties(
        @DefaultValue("http://localhost:3000") String siteUrl,
        @DefaultValue("") String baseDomain,
        @DefaultValue("365") @DurationUnit(ChronoUnit.DAYS) Duration apiKeyLifetime,
        @DefaultValue("60") int loginConnections,
        @DefaultValue("100") int databaseConnections) {
    public ProjectProperties {
        siteUrl = siteUrl.strip().replaceAll("/+$", "");
        require(isHttp(siteUrl), "site-url", "must be an http or https address");
        baseDomain = baseDomain.strip().toLowerCase(Locale.ROOT).replaceAll("^\\.|\\.$", "");
        require(
                apiKeyLifetime.compareTo(Duration.ofDays(1)) >= 0,
                "api-key-lifetime",
                "must be at least a day");
        require(loginConnections >= 1, "login-connections", "must be at least 1");
        require(databaseConnections >= 1, "database-connections", "must be at least 1");
    }

    private static boolean isHttp(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean condition, String name, String rule) {
        InvalidSetting.unless(condition, "dupabase.projects." + name, rule);
    }
}
