package dev.dupabase.admin.studio.user;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.users.UserDetail;
import dev.dupabase.platform.users.UserLink;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What can be done to a user of a project: banned, invited, mailed to, signed out.
@RestController
@RequestMapping("/platform/projects/{id}/auth/users")
@Tag(name = "auth users")
class AuthUserDeedController {
    private final AuthUsers users;

    AuthUserDeedController(AuthUsers users) {
        this.users = users;
    }

    @PostMapping("/{userId}/ban")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "banAuthUser",
            summary = "Ban a user",
            description =
                    "For a duration, or for good. All sessions and refresh tokens end in the same"
                            + " transaction.")
    Status ban(
            @PathVariable UUID id,
            @PathVariable UUID userId,
            @RequestBody(required = false) AuthUserBodies.@Nullable Ban ban,
            Caller caller) {
        var duration = AuthUsers.duration(ban == null ? null : ban.duration());
        users.change(
                caller,
                id,
                AuditAction.BAN_AUTH_USER,
                userId,
                Map.of("duration", duration == null ? "for good" : duration.toString()),
                (all, project) -> all.ban(project, userId, duration));
        return new Status("banned");
    }

    @PostMapping("/{userId}/unban")
    @Needs(Rank.ADMIN)
    @Operation(operationId = "unbanAuthUser", summary = "Let a banned user in again")
    Status unban(@PathVariable UUID id, @PathVariable UUID userId, Caller caller) {
        users.change(
                caller,
                id,
                AuditAction.UNBAN_AUTH_USER,
                userId,
                Map.of(),
                (all, project) -> all.unban(project, userId));
        return new Status("unbanned");
    }

    @PostMapping("/invite")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Rank.ADMIN)
    @MayRefuse(
            status = 409,
            code = "email_exists",
            text = "A user with this email address has already been registered")
    @Operation(
            operationId = "inviteAuthUser",
            summary = "Invite a user by mail",
            description = "Works although nobody may sign up.")
    UserDetail invite(
            @PathVariable UUID id,
            @RequestBody AuthUserBodies.Invitation invitation,
            Caller caller) {
        var email = invitation.email();
        var metadata = invitation.userMetadata();
        return users.change(
                caller,
                id,
                AuditAction.INVITE_AUTH_USER,
                null,
                Map.of("email", email == null ? "" : email),
                (all, project) ->
                        all.invite(
                                project,
                                email == null ? "" : email,
                                metadata == null ? Map.of() : metadata,
                                invitation.redirectTo()));
    }

    @PostMapping("/{userId}/send")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "sendAuthUserLink",
            summary = "Send a user a mail with a link",
            description =
                    "To set a new password, to sign in, to confirm the address, or the invitation"
                            + " once more. The project's limits on mails count.")
    Status send(
            @PathVariable UUID id,
            @PathVariable UUID userId,
            @RequestBody AuthUserBodies.Link link,
            Caller caller) {
        var kind = link.kind() == null ? "" : link.kind();
        var mail =
                kind.matches("recovery|magic_link|confirmation|invite")
                        ? UserLink.valueOf(kind.toUpperCase(Locale.ROOT))
                        : null;
        users.change(
                caller,
                id,
                AuditAction.SEND_AUTH_LINK,
                userId,
                Map.of("kind", kind),
                (all, project) -> {
                    if (mail == null) {
                        throw Problems.of(
                                "kind", "is recovery, magic_link, confirmation or invite");
                    }
                    all.send(project, userId, mail, link.redirectTo());
                    return userId;
                });
        return new Status("sent");
    }

    @DeleteMapping("/{userId}/sessions/{sessionId}")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "revokeAuthUserSession",
            summary = "End a session of a user",
            description = "Its refresh token counts no more; an access token lasts until it ends.")
    Status endSession(
            @PathVariable UUID id,
            @PathVariable UUID userId,
            @PathVariable UUID sessionId,
            Caller caller) {
        users.change(
                caller,
                id,
                AuditAction.REVOKE_AUTH_SESSION,
                userId,
                Map.of("session", sessionId.toString()),
                (all, project) -> {
                    all.endSession(project, userId, sessionId);
                    return sessionId;
                });
        return new Status("revoked");
    }

    @DeleteMapping("/{userId}/sessions")
    @Needs(Rank.ADMIN)
    @Operation(operationId = "revokeAuthUserSessions", summary = "End all sessions of a user")
    Status endSessions(@PathVariable UUID id, @PathVariable UUID userId, Caller caller) {
        users.change(
                caller,
                id,
                AuditAction.REVOKE_AUTH_SESSION,
                userId,
                Map.of("session", "all"),
                (all, project) -> all.endSessions(project, userId));
        return new Status("revoked");
    }

    @DeleteMapping("/{userId}/factors/{factorId}")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "deleteAuthUserFactor",
            summary = "Delete a second factor of a user",
            description = "For who has lost it.")
    Status deleteFactor(
            @PathVariable UUID id,
            @PathVariable UUID userId,
            @PathVariable UUID factorId,
            Caller caller) {
        users.change(
                caller,
                id,
                AuditAction.DELETE_AUTH_FACTOR,
                userId,
                Map.of("factor", factorId.toString()),
                (all, project) -> {
                    all.deleteFactor(project, userId, factorId);
                    return factorId;
                });
        return new Status("deleted");
    }
}
