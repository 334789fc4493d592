package dev.dupabase.admin;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.SettingsSection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Settings of sign-in and of rows as their modules have them, as far as these tests go.
@Configuration(proxyBeanMethods = false)
public class StandInSections {
    @Bean
    SettingsSection<Map<String, Object>> auth() {
        return new Section(
                "auth",
                Map.of(
                        "DISABLE_SIGNUP", false,
                        "MAILER_AUTOCONFIRM", false,
                        "PASSWORD_MIN_LENGTH", 6));
    }

    @Bean
    SettingsSection<Map<String, Object>> rest() {
        return new Section("rest", Map.of("db_max_rows", 0));
    }

    @Bean
    SettingsSection<Map<String, Object>> storage() {
        return new Section("storage", Map.of("delete-objects-limit", 1000));
    }

    private record Section(String name, Map<String, Object> defaults)
            implements SettingsSection<Map<String, Object>> {
        @Override
        public Map<String, Object> parse(ObjectNode overrides) {
            var values = new LinkedHashMap<>(defaults);
            overrides
                    .properties()
                    .forEach(entry -> {
                        if (!defaults.containsKey(entry.getKey())) {
                            throw new ApiException(CommonError.MALFORMED_REQUEST, "no such setting")
                                    .field(entry.getKey(), "is not a setting");
                        }
                        values.put(entry.getKey(), value(entry.getValue()));
                    });
            return values;
        }

        private static Object value(JsonNode node) {
            return node.isBoolean() ? (Object) node.booleanValue() : (Object) node.intValue();
        }

        @Override
        public Map<String, Object> view(Map<String, Object> settings) {
            return settings;
        }
    }
}
