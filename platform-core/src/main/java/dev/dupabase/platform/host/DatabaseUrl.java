package dev.dupabase.platform.host;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.start.InvalidSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Reads a connection URL as libpq does:
/// `postgres://user:password@host:port/database?sslmode=require`. The password is URL-encoded.
final class DatabaseUrl {
    private static final String PROPERTY = "dupabase.host.database-url";
    private static final int DEFAULT_PORT = 5432;

    /// libpq's parameters and what pgjdbc calls them.
    private static final Map<String, String> PARAMETERS =
            Map.of(
                    "sslmode", "sslmode",
                    "sslrootcert", "sslrootcert",
                    "sslcert", "sslcert",
                    "sslkey", "sslkey",
                    "sslpassword", "sslpassword",
                    "gssencmode", "gssEncMode",
                    "channel_binding", "channelBinding",
                    "options", "options");

    /// libpq's parameters that mean nothing here, because Dupabase sets its own.
    private static final Set<String> IGNORED =
            Set.of("connect_timeout", "application_name", "target_session_attrs");

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private DatabaseUrl() {}

    /// @throws InvalidSetting that says what is wrong, without the password
    static DatabaseHost parse(String url) {
        var uri = uri(url);
        var user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        var colon = user.indexOf(':');
        require(colon > 0, "names no user and password");
        var database = decode(uri.getRawPath() == null ? "" : uri.getRawPath()).substring(1);
        require(!database.isEmpty() && !database.contains("/"), "names no database");
        return new DatabaseHost(
                uri.getHost().replaceAll("^\\[|]$", ""),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decode(user.substring(0, colon)),
                new Secret(decode(user.substring(colon + 1))),
                database,
                options(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
    }

    private static URI uri(String url) {
        require(
                url.startsWith("postgres://") || url.startsWith("postgresql://"),
                "must have the form postgres://user:password@host:port/database");
        require(!url.contains(","), "names several hosts: name one");
        try {
            var uri = new URI(url);
            require(
                    uri.getHost() != null && !uri.getRawPath().isEmpty(),
                    "must have the form postgres://user:password@host:port/database; special"
                            + " characters in the password are URL-encoded, such as %40 for @");
            return uri;
        } catch (URISyntaxException e) {
            throw new InvalidSetting(
                    PROPERTY,
                    "is not a URL: special characters in the password are URL-encoded, such as %40"
                            + " for @ and %23 for #");
        }
    }

    private static String options(String query) {
        var options = new StringBuilder();
        for (var pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            var name = pair.replaceFirst("=.*", "");
            var value = decode(pair.substring(Math.min(pair.length(), name.length() + 1)));
            if (IGNORED.contains(name)) {
                continue;
            }
            var parameter = PARAMETERS.get(name);
            if (parameter == null) {
                throw new InvalidSetting(
                        PROPERTY, "has the parameter '%s', which is not supported".formatted(name));
            }
            require(
                    !name.equals("sslmode") || SSL_MODES.contains(value),
                    "has an unknown sslmode: one of disable, allow, prefer, require, verify-ca,"
                            + " verify-full");
            append(options, parameter, value);
        }
        return options.toString();
    }

    private static void append(StringBuilder options, String name, String value) {
        if (name.equals("sslrootcert") && value.equals("system")) {
            options.append("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
            return;
        }
        options.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(PROPERTY, "has a % that does not begin a %XX sequence");
        }
    }

    private static void require(boolean condition, String rule) {
        InvalidSetting.unless(condition, PROPERTY, rule);
    }
}
