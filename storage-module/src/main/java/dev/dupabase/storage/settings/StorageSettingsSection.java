package dev.dupabase.storage.settings;

import dev.dupabase.platform.project.SettingsSection;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Reads and shows the settings of storage. Names count in any case and with `_` for `-`.
final class StorageSettingsSection implements SettingsSection<StorageSettings> {
    static final String WEBHOOK_KEY = "webhook.key";

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public String canonicalKey(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean isSecret(String key) {
        return key.equals(WEBHOOK_KEY);
    }

    @Override
    public StorageSettings parse(ObjectNode overrides) {
        return StorageSettings.read(new SettingReader(overrides));
    }

    @Override
    public Map<String, Object> view(StorageSettings settings) {
        return settings.shown();
    }
}
