package dev.dupabase.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a member may do in an organisation, weakest first.
public enum OrgRole {
    VIEWER,
    DEVELOPER,
    ADMIN,
    OWNER;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OrgRole ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public boolean isAtLeast(OrgRole other) {
        return compareTo(other) >= 0;
    }
}
