package dev.dupabase.platform.start;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the log is written.
///
/// @param format `text` for people, `json` for machines
@ConfigurationProperties("dupabase.log")
record LogProperties(@DefaultValue("text") String format) {
    static final String JSON = "json";

    LogProperties {
        format = format.toLowerCase(Locale.ROOT);
        InvalidSetting.unless(
                format.equals("text") || format.equals(JSON),
                "dupabase.log.format",
                "must be text or json");
    }
}
