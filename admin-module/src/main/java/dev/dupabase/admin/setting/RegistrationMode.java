package dev.dupabase.admin.setting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who may register.
public enum RegistrationMode {
    OPEN,
    INVITE,
    DISABLED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RegistrationMode> ofLabel(@Nullable String label) {
        return Stream.of(values()).filter(mode -> mode.label().equals(label)).findFirst();
    }
}
