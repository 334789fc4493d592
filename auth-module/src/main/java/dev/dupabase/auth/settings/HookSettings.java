package dev.dupabase.auth.settings;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The hooks of a project that are switched on (contracts/auth.md §6).
///
/// @param active by their names
public record HookSettings(Map<HookName, Target> active) {
    private static final String SECRET = "v1,whsec_";
    private static final Set<String> NEAR =
            Set.of("localhost", "127.0.0.1", "[::1]", "host.docker.internal");

    /// Where a hook is.
    public sealed interface Target {
        /// @param secrets the keys that calls are signed with
        record Http(URI address, List<Secret> secrets) implements Target {}

        record Function(String schema, String name) implements Target {}
    }

    public Optional<Target> of(HookName name) {
        return Optional.ofNullable(active.get(name));
    }

    static HookSettings read(SettingsReader reader) {
        var active = new EnumMap<HookName, Target>(HookName.class);
        for (var name : HookName.values()) {
            var on = reader.flag(name.setting("enabled"), false);
            var address = reader.text(name.setting("uri"));
            var secrets = secrets(name.setting("secrets"), reader.secret(name.setting("secrets")));
            var target = address.map(text -> target(name.setting("uri"), text, secrets));
            if (on && target.isEmpty()) {
                throw SettingsReader.refuse(name.setting("uri"), "must be set for the hook");
            }
            if (on) {
                active.put(name, target.orElseThrow());
            }
        }
        return new HookSettings(Map.copyOf(active));
    }

    private static Target target(String setting, String text, List<Secret> secrets) {
        try {
            var uri = new URI(text.strip());
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
            if (scheme.equals("pg-functions")) {
                return function(setting, uri);
            }
            if (scheme.equals("https") || (scheme.equals("http") && NEAR.contains(host))) {
                return new Target.Http(uri, secrets);
            }
            throw wrongAddress(setting);
        } catch (URISyntaxException e) {
            throw wrongAddress(setting);
        }
    }

    /// `pg-functions://<database>/<schema>/<function>`; the database is the project's own, whatever
    /// is named.
    private static Target function(String setting, URI uri) {
        var parts = String.valueOf(uri.getPath()).split("/", -1);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw wrongAddress(setting);
        }
        return new Target.Function(parts[1], parts[2]);
    }

    private static ApiException wrongAddress(String setting) {
        return SettingsReader.refuse(
                setting,
                "must be https://…, pg-functions://postgres/<schema>/<function>, or http://localhost");
    }

    private static List<Secret> secrets(String setting, Optional<Secret> joined) {
        return joined.stream()
                .flatMap(text -> Stream.of(text.reveal().split("\\|")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> key(setting, text))
                .toList();
    }

    private static Secret key(String setting, String text) {
        var key = text.startsWith(SECRET) ? text.substring(SECRET.length()) : "";
        try {
            if (Base64.getDecoder().decode(key).length > 0) {
                return new Secret(key);
            }
        } catch (IllegalArgumentException e) {
            throw SettingsReader.refuse(setting, "must be v1,whsec_<base64>, several joined by |");
        }
        throw SettingsReader.refuse(setting, "must be v1,whsec_<base64>, several joined by |");
    }
}
