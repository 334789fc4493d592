package dev.dupabase.imports.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The form of a dump.
public enum DumpFormat {
    CUSTOM,
    TAR,
    DIRECTORY,
    SQL;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DumpFormat ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
