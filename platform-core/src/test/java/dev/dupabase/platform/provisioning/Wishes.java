package dev.dupabase.platform.provisioning;

import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;

/// Plain wishes for projects.
final class Wishes {
    private Wishes() {}

    static NewProject of(UUID organisation, String name) {
        return new NewProject(
                organisation, null, name, JsonNodeFactory.instance.objectNode(), null);
    }
}
