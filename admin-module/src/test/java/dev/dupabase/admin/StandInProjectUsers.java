package dev.dupabase.admin;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.users.ProjectUser;
import dev.dupabase.platform.users.ProjectUsers;
import dev.dupabase.platform.users.UserChange;
import dev.dupabase.platform.users.UserDetail;
import dev.dupabase.platform.users.UserLink;
import dev.dupabase.platform.users.UserPage;
import dev.dupabase.platform.users.UserSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One user whom every project has, so that routes can be tested without the module that keeps
/// users.
public class StandInProjectUsers implements ProjectUsers {
    public static final UUID ANN = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public UserPage list(Project project, UserSearch search) {
        var ann =
                new ProjectUser(
                        ANN,
                        search.text(),
                        null,
                        THEN,
                        null,
                        null,
                        false,
                        null,
                        THEN,
                        THEN,
                        null,
                        null,
                        List.of("email"));
        return new UserPage(List.of(ann), 1, search.page(), search.perPage());
    }

    @Override
    public UserDetail get(Project project, UUID user) {
        if (!user.equals(ANN)) {
            throw new ApiException(CommonError.NOT_FOUND, "User not found");
        }
        return new UserDetail(
                ANN,
                "ann@example.com",
                null,
                THEN,
                null,
                null,
                false,
                null,
                THEN,
                THEN,
                null,
                null,
                List.of("email"),
                "authenticated",
                true,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public UserDetail create(Project project, UserChange wish) {
        return get(project, ANN);
    }

    @Override
    public UserDetail update(Project project, UUID user, UserChange change) {
        return get(project, user);
    }

    @Override
    public void delete(Project project, UUID user) {
        get(project, user);
    }

    @Override
    public UserDetail ban(Project project, UUID user, @Nullable Duration duration) {
        return get(project, user);
    }

    @Override
    public UserDetail unban(Project project, UUID user) {
        return get(project, user);
    }

    @Override
    public UserDetail invite(
            Project project,
            String email,
            Map<String, @Nullable Object> userMetadata,
            @Nullable String redirectTo) {
        return get(project, ANN);
    }

    @Override
    public void send(Project project, UUID user, UserLink link, @Nullable String redirectTo) {
        get(project, user);
    }

    @Override
    public void endSession(Project project, UUID user, UUID session) {
        get(project, user);
    }

    @Override
    public int endSessions(Project project, UUID user) {
        get(project, user);
        return 1;
    }

    @Override
    public void deleteFactor(Project project, UUID user, UUID factor) {
        get(project, user);
    }

    @Override
    public Optional<ObjectNode> claims(Project project, UUID user) {
        return user.equals(ANN)
                ? Optional.of(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("sub", ANN.toString())
                                .put("role", "authenticated"))
                : Optional.empty();
    }
}
