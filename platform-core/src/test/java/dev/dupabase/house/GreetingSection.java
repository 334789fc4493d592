package dev.dupabase.house;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.SettingsSection;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Section `greeting`: `text`, `times` from 1 to 9, and the secret `password`.
class GreetingSection implements SettingsSection<Greeting> {
    @Override
    public String name() {
        return "greeting";
    }

    @Override
    public boolean isSecret(String key) {
        return key.equals("password");
    }

    @Override
    public Greeting parse(ObjectNode overrides) {
        var times = overrides.path("times").asLong(1);
        if (times < 1 || times > 9) {
            throw new ApiException(CommonError.MALFORMED_REQUEST, "times is not allowed")
                    .field("greeting.times", "must be 1 to 9");
        }
        return new Greeting(overrides.path("text").asString("hello"), times);
    }

    @Override
    public Map<String, Object> view(Greeting settings) {
        return Map.of("text", settings.text(), "times", settings.times());
    }
}
