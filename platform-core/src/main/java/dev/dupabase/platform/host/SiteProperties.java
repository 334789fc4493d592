package dev.dupabase.platform.host;

import dev.dupabase.platform.start.InvalidSetting;
import java.net.URI;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this installation is reached from outside.
///
/// @param url what clients give to `createClient`; without a slash at its end
/// @param baseDomain projects are reached at `{ref}.{baseDomain}`; empty: only by path and key
@ConfigurationProperties("dupabase.site")
public record SiteProperties(
        @DefaultValue("http://localhost:3000") String url, @DefaultValue("") String baseDomain) {
    public SiteProperties {
        url = url.strip().replaceFirst("/+$", "");
        baseDomain = baseDomain.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        InvalidSetting.unless(
                isHttpUrl(url), "dupabase.site.url", "must be a URL such as https://example.org");
        InvalidSetting.unless(
                baseDomain.matches("([a-z0-9-]+(\\.[a-z0-9-]+)*)?"),
                "dupabase.site.base-domain",
                "must be a domain name such as example.org");
    }

    private static boolean isHttpUrl(String text) {
        try {
            var uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
