package dev.dupabase.platform.directory;

import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Seals the secrets of a project for its row, and opens them.
@Component
public class SecretsSeal {
    private final JsonMapper json;

    SecretsSeal(JsonMapper json) {
        this.json = json;
    }

    public String seal(UUID projectId, StoredSecrets secrets) {
        return json.writeValueAsString(secrets);
    }

    public StoredSecrets open(UUID projectId, String sealed) {
        return json.readValue(sealed, StoredSecrets.class);
    }
}
