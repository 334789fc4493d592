package dev.dupabase.auth.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which ways to sign in are open.
///
/// @param authorizedAddresses if not empty, the only addresses that get mail
/// @param flowLife how long a started flow may take
/// @param providers by their lower-case names
public record ExternalSettings(
        boolean email,
        boolean magicLink,
        List<String> authorizedAddresses,
        boolean phone,
        boolean anonymousUsers,
        Duration flowLife,
        Map<String, ProviderSettings> providers) {
    private static final Duration LEAST_FLOW_LIFE = Duration.ofMinutes(5);

    static ExternalSettings read(SettingsReader reader) {
        var flowLife = reader.duration("EXTERNAL_FLOW_STATE_EXPIRY_DURATION", LEAST_FLOW_LIFE);
        return new ExternalSettings(
                reader.flag("EXTERNAL_EMAIL_ENABLED", true),
                reader.flag("EXTERNAL_EMAIL_MAGIC_LINK_ENABLED", true),
                reader.list("EXTERNAL_EMAIL_AUTHORIZED_ADDRESSES", List.of()),
                reader.flag("EXTERNAL_PHONE_ENABLED", false),
                reader.flag("EXTERNAL_ANONYMOUS_USERS_ENABLED", false),
                flowLife.compareTo(LEAST_FLOW_LIFE) < 0 ? LEAST_FLOW_LIFE : flowLife,
                providers(reader));
    }

    private static Map<String, ProviderSettings> providers(SettingsReader reader) {
        var found = new LinkedHashMap<String, ProviderSettings>();
        for (var name : ProviderSettings.NAMES) {
            found.put(
                    name,
                    ProviderSettings.read(reader, "EXTERNAL_" + name.toUpperCase(Locale.ROOT)));
        }
        return found;
    }
}
