package dev.dupabase.platform.project;

import dev.dupabase.platform.secret.Secret;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One module's settings of a project: a nested object of `PATCH /platform/projects/{id}/settings`,
/// such as `auth` or `rest`. Only what differs from the defaults is stored.
public interface SettingsSection<T> {
    /// Stands in for a secret that is set. Sent back, it means that the secret stays as it is.
    String MASK = "********";

    /// Its key in the settings object.
    String name();

    /// The one spelling under which a setting is stored, where clients may use several.
    default String canonicalKey(String key) {
        return key;
    }

    /// Whether empty text brings a setting back to its default, as null always does. If not, it is
    /// stored and means that nothing is set.
    default boolean emptyMeansDefault() {
        return true;
    }

    /// Whether a setting is a secret: sealed in the database, shown as [#MASK], never logged.
    ///
    /// @param key in its canonical spelling
    default boolean isSecret(String key) {
        return false;
    }

    /// Reads stored overrides into a typed record; absent and null keys mean the default.
    ///
    /// @throws dev.dupabase.platform.error.ApiException with the field's name, if a value is not
    ///   allowed
    T parse(ObjectNode overrides);

    /// Keys that sign and verify the project's tokens before its own ones.
    ///
    /// @return a JSON array of private JWKs, checked by [dev.dupabase.platform.token.Jwk#set]
    default Optional<Secret> tokenKeys(T settings) {
        return Optional.empty();
    }

    /// The settings in force, key by key as the API shows them. A secret is [#MASK] if it is set,
    /// else empty text.
    Map<String, Object> view(T settings);
}
