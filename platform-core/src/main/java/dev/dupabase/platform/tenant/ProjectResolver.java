package dev.dupabase.platform.tenant;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectProperties;
import dev.dupabase.platform.project.ProjectRef;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the project that a request means, by path prefix, host name or API key, and checks the key
/// (DESIGN §2). All that name one must name the same.
@Component
class ProjectResolver implements NamedProject {
    /// What was found.
    ///
    /// @param bearer the token behind `Authorization`, unless it is an opaque key
    record Resolved(Project project, Optional<ApiKey> key, @Nullable String bearer) {}

    private final ProjectDirectory directory;
    private final KeyVerifier keys;
    private final String domainSuffix;

    ProjectResolver(ProjectDirectory directory, KeyVerifier keys, ProjectProperties properties) {
        this.directory = directory;
        this.keys = keys;
        this.domainSuffix = properties.baseDomain().isEmpty() ? "" : "." + properties.baseDomain();
    }

    /// @throws ApiException 401 without a project or with a bad key, or where two projects are
    ///   named; 403 for a paused project; 404 for one that does not exist or is not ready
    Resolved resolve(ProjectPath path, String host, Credentials given) {
        var named = byHost(host, byPath(path));
        var resolved = withKeys(named, given);
        requireActive(resolved.project());
        return resolved;
    }

    @Override
    public Optional<Project> of(HttpServletRequest request) {
        try {
            return ProjectPath.of(request)
                    .map(path ->
                            resolve(path, request.getServerName(), Credentials.of(request))
                                    .project());
        } catch (ApiException refusal) {
            // To be told when the request itself comes.
            return Optional.empty();
        }
    }

    private @Nullable Project byPath(ProjectPath path) {
        return path.ref() == null ? null : existing(path.ref());
    }

    private @Nullable Project byHost(String host, @Nullable Project named) {
        var name = host.toLowerCase(Locale.ROOT);
        if (!domainSuffix.isEmpty() && name.endsWith(domainSuffix)) {
            var label = name.substring(0, name.length() - domainSuffix.length());
            if (ProjectRef.isValid(label)) {
                return KeyVerifier.same(existing(label), named);
            }
        }
        return directory
                .findByDomain(name)
                .map(project -> KeyVerifier.same(project, named))
                .orElse(named);
    }

    private Resolved withKeys(@Nullable Project named, Credentials given) {
        var bearer = given.bearer();
        var opaque = bearer != null && KeyVerifier.isOpaque(bearer) ? bearer : null;
        var token = opaque == null ? bearer : null;
        var first = given.header() != null ? given.header() : given.query();
        if (first == null) {
            if (opaque != null) {
                var key = keys.verify(opaque, named);
                return new Resolved(key.project(), Optional.of(key.key()), null);
            }
            return withToken(named, token);
        }
        var key = keys.verify(first, named);
        if (given.query() != null && !given.query().equals(first)) {
            keys.verify(given.query(), key.project());
        }
        if (opaque != null && !opaque.equals(first)) {
            key = keys.verify(opaque, key.project());
        }
        return new Resolved(key.project(), Optional.of(key.key()), token);
    }

    /// A bearer token that may be a legacy key. Where the project is known without it, what is
    /// wrong with the token is for the API to say.
    private Resolved withToken(@Nullable Project named, @Nullable String token) {
        var claimed = token == null ? Optional.<Project>empty() : keys.peek(token);
        if (named == null) {
            if (token == null || claimed.isEmpty()) {
                throw missing();
            }
            var key = keys.verify(token, null);
            return new Resolved(key.project(), Optional.of(key.key()), token);
        }
        if (token == null || claimed.isEmpty()) {
            return new Resolved(named, Optional.empty(), token);
        }
        KeyVerifier.same(claimed.get(), named);
        try {
            return new Resolved(named, Optional.of(keys.verify(token, named).key()), token);
        } catch (ApiException e) {
            return new Resolved(named, Optional.empty(), token);
        }
    }

    private Project existing(String ref) {
        if (!ProjectRef.isValid(ref)) {
            throw unknown();
        }
        return directory.find(new ProjectRef(ref)).orElseThrow(ProjectResolver::unknown);
    }

    private static void requireActive(Project project) {
        switch (project.status()) {
            case ACTIVE -> {}
            case PAUSED ->
                    throw new ApiException(CommonError.PROJECT_PAUSED, "The project is paused");
            case CREATING, DELETING, DELETED -> throw unknown();
        }
    }

    static ApiException unknown() {
        return new ApiException(CommonError.PROJECT_NOT_FOUND, "There is no such project");
    }

    private static ApiException missing() {
        return new ApiException(CommonError.UNAUTHENTICATED, "No API key found in request")
                .hint("Send the project's key in the header apikey");
    }
}
