package dev.dupabase.platform.tenant;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What [ProjectContextFilter] found out about a request to a project API, before any token was
/// looked at by the module whose dialect it is.
///
/// @param apiKey the verified key, if one came
/// @param bearer the text behind `Authorization: Bearer`, untouched and unverified (may be empty
///   text); null if there is no such header or it repeats an opaque key
/// @param publicPrefix the path prefix by which the project was named, such as `/p/abc…`, or empty
/// @param clientAddress the caller's IP address (contracts/platform.md §4.3)
/// @param notes what is found out later, for those who count
public record ProjectRequest(
        Project project,
        ProjectSecrets secrets,
        Optional<ApiKey> apiKey,
        @Nullable String bearer,
        String publicPrefix,
        String clientAddress,
        RequestNotes notes) {
    private static final String ATTRIBUTE = ProjectRequest.class.getName();

    /// A request of which nothing is noted yet.
    public ProjectRequest(
            Project project,
            ProjectSecrets secrets,
            Optional<ApiKey> apiKey,
            @Nullable String bearer,
            String publicPrefix,
            String clientAddress) {
        this(project, secrets, apiKey, bearer, publicPrefix, clientAddress, new RequestNotes());
    }

    /// The same request with other settings of its project in force.
    public ProjectRequest withProject(Project same) {
        return new ProjectRequest(
                same, secrets, apiKey, bearer, publicPrefix, clientAddress, notes);
    }

    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /// Empty before the project was found.
    public static Optional<ProjectRequest> find(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ProjectRequest found
                ? Optional.of(found)
                : Optional.empty();
    }

    /// @throws IllegalStateException if the path is not under a project API
    public static ProjectRequest of(HttpServletRequest request) {
        return find(request)
                .orElseThrow(
                        () -> new IllegalStateException("no project: " + request.getRequestURI()));
    }
}
