package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.ProjectError;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A wish for a project.
///
/// @param createdBy the account it is made for, for information only
/// @param name what its organisation calls it; trimmed, 1 to 100 characters, none of them a control
/// @param settings what differs from the defaults: section name → object
/// @param siteUrl where the application's users come from; null: the server's own address
public record NewProject(
        UUID orgId,
        @Nullable UUID createdBy,
        String name,
        ObjectNode settings,
        @Nullable String siteUrl) {
    private static final int LONGEST_NAME = 100;

    /// @throws ApiException if the name is not allowed
    public NewProject {
        name = name.strip();
        if (name.isEmpty()) {
            throw invalid("a project needs a name");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw invalid("a project's name has at most " + LONGEST_NAME + " characters");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("a project's name has no control characters");
        }
    }

    private static ApiException invalid(String text) {
        return new ApiException(ProjectError.PROJECT_INVALID, text).field("name", text);
    }
}
