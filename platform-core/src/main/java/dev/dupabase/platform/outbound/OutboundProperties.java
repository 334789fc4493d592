package dev.dupabase.platform.outbound;

import dev.dupabase.platform.http.Network;
import dev.dupabase.platform.start.InvalidSetting;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of calls to addresses that users chose.
///
/// @param allowed host names, and networks in CIDR form, that may be called although they are
///   private, and without TLS
@ConfigurationProperties("dupabase.outbound")
record OutboundProperties(@DefaultValue List<String> allowed) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");

    OutboundProperties {
        allowed =
                allowed.stream()
                        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        for (var entry : allowed) {
            InvalidSetting.unless(
                    Network.isValid(entry) || HOST.matcher(entry).matches(),
                    "dupabase.outbound.allowed",
                    "must list host names and networks like 10.0.0.0/8, separated by commas");
        }
    }
}
