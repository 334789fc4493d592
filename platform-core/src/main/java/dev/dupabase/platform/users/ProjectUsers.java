package dev.dupabase.platform.users;

import dev.dupabase.platform.project.Project;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The users of projects, for who administers them over the platform API (contracts/platform.md
/// §10). The module that keeps them does what its own API does. Called in the thread of a request.
///
/// All methods may throw [dev.dupabase.platform.error.ApiException]: 404 for a user who is not
/// there, or what the module itself would refuse.
public interface ProjectUsers {
    UserPage list(Project project, UserSearch search);

    UserDetail get(Project project, UUID user);

    UserDetail create(Project project, UserChange wish);

    UserDetail update(Project project, UUID user, UserChange change);

    /// With sessions, tokens, identities and factors.
    void delete(Project project, UUID user);

    /// Lets the user in no more, and ends all of the user's sessions in the same transaction.
    ///
    /// @param duration null: for a hundred years
    UserDetail ban(Project project, UUID user, @Nullable Duration duration);

    UserDetail unban(Project project, UUID user);

    /// Makes a user, or takes the unconfirmed one there is, and sends an invitation.
    ///
    /// @param redirectTo where its link leads in the end, if that is allowed; null: the site
    UserDetail invite(
            Project project,
            String email,
            Map<String, @Nullable Object> userMetadata,
            @Nullable String redirectTo);

    /// Sends a mail with a link.
    ///
    /// @param redirectTo where it leads in the end, if that is allowed; null: the site
    void send(Project project, UUID user, UserLink link, @Nullable String redirectTo);

    /// Ends a session, so that its refresh token counts no more.
    void endSession(Project project, UUID user, UUID session);

    /// @return how many there were
    int endSessions(Project project, UUID user);

    /// Deletes a second factor.
    void deleteFactor(Project project, UUID user, UUID factor);

    /// The claims that a token of the user's would have now, for a try.
    ///
    /// @return empty if there is no such user
    Optional<ObjectNode> claims(Project project, UUID user);
}
