package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.Project;
import java.util.function.Supplier;

/// A row of `platform.projects`.
///
/// @param step the last finished step of the saga that is or was under way
/// @param sealed opens the secrets; throws [IllegalStateException] once the project is deleted
/// @param schemaVersions the versions of the schemas in its database
public record ProjectRow(
        Project project, String step, Supplier<StoredSecrets> sealed, String schemaVersions) {
    /// The secrets, unsealed now.
    public StoredSecrets secrets() {
        return sealed.get();
    }
}
