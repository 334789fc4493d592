package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.Project;
import org.jspecify.annotations.Nullable;

/// A row of `platform.projects`.
///
/// @param step the last finished step of the saga that is or was under way
/// @param sealedSecrets null once the project is deleted
/// @param schemaVersions the versions of the schemas in its database
public record ProjectRow(
        Project project, String step, @Nullable String sealedSecrets, String schemaVersions) {
    /// @throws IllegalStateException if the project is deleted
    public String requiredSecrets() {
        if (sealedSecrets == null) {
            throw new IllegalStateException(
                    "project " + project.ref() + " has no secrets any more");
        }
        return sealedSecrets;
    }
}
