package dev.dupabase.auth.managed;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.AuthRequests;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.ErrorCode;
import dev.dupabase.platform.http.Client;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectReadiness;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Does in a project's name what a request to the platform API asks for.
@Component
public class ManagedRequests {
    private final AuthRequests requests;
    private final ProjectDirectory directory;
    private final ProjectReadiness readiness;
    private final Client client;

    ManagedRequests(
            AuthRequests requests,
            ProjectDirectory directory,
            ProjectReadiness readiness,
            Client client) {
        this.requests = requests;
        this.directory = directory;
        this.readiness = readiness;
        this.client = client;
    }

    /// @param redirectTo where links shall lead in the end; null: it does not say
    /// @throws ApiException if the project is not active, or what the work refuses in the platform
    ///   API's statuses
    public <T> T on(Project project, @Nullable String redirectTo, Function<AuthRequest, T> work) {
        if (project.status() != ProjectStatus.ACTIVE) {
            throw new ApiException(
                    ProjectError.PROJECT_WRONG_STATE, "the project is " + project.status().label());
        }
        readiness.require(project);
        var carrier = carrier();
        var origin =
                new ProjectRequest(
                        project,
                        directory.secrets(project.ref()),
                        Optional.empty(),
                        null,
                        "",
                        client.address(carrier));
        var request = requests.onBehalf(carrier, origin, redirectTo);
        var context = new ProjectContext(project, Login.SERVICE, ApiKey.SERVICE_ROLE, "{}");
        try {
            return context.call(() -> work.apply(request));
        } catch (ApiException e) {
            throw inPlatformsWords(e);
        }
    }

    private static HttpServletRequest carrier() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
                .getRequest();
    }

    /// GoTrue says 422 where the platform API says 400, or 409 for what is taken.
    private static ApiException inPlatformsWords(ApiException refusal) {
        if (refusal.code().status() != HttpStatus.UNPROCESSABLE_CONTENT) {
            return refusal;
        }
        boolean taken = refusal.code().code().endsWith("_exists");
        return new ApiException(
                new Translated(
                        refusal.code().code(),
                        taken ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST),
                refusal.explanation(),
                refusal.getCause());
    }

    private record Translated(String code, HttpStatus status) implements ErrorCode {}
}
