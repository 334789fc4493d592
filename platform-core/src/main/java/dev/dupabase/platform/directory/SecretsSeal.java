package dev.dupabase.platform.directory;

import dev.dupabase.platform.secret.Place;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.secret.SecretBox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Seals the secrets of a project for its row, and opens them.
@Component
class SecretsSeal {
    private final SecretBox box;
    private final JsonMapper json;

    SecretsSeal(SecretBox box, JsonMapper json) {
        this.box = box;
        this.json = json;
    }

    byte[] seal(UUID projectId, StoredSecrets secrets) {
        return box.seal(new Secret(json.writeValueAsString(secrets)), place(projectId));
    }

    StoredSecrets open(UUID projectId, byte[] sealed) {
        return json.readValue(box.open(sealed, place(projectId)).reveal(), StoredSecrets.class);
    }

    private static Place place(UUID projectId) {
        return new Place("projects", "secrets", projectId.toString());
    }
}
