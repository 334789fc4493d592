package dev.dupabase.admin.setting;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `platform.settings`. Read each time, so that a change counts at once in every instance.
@Repository
public class PlatformSettings {
    private static final String REGISTRATION_MODE = "registration_mode";
    private static final String GET = "select value from platform.settings where key = :key";
    private static final String PUT =
            """
            insert into platform.settings (key, value) values (:key, :value)
            on conflict (key) do update set value = excluded.value, updated_at = now()
            """;

    private final JdbcClient platform;

    PlatformSettings(JdbcClient platform) {
        this.platform = platform;
    }

    public RegistrationMode registrationMode() {
        return platform.sql(GET)
                .param("key", REGISTRATION_MODE)
                .query(String.class)
                .optional()
                .flatMap(RegistrationMode::ofLabel)
                .orElse(RegistrationMode.OPEN);
    }

    void setRegistrationMode(RegistrationMode mode) {
        platform.sql(PUT).param("key", REGISTRATION_MODE).param("value", mode.label()).update();
    }
}
