package dev.dupabase.admin.membership;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.organisation.Organisation;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Invitations into organisations (contracts/platform.md §6).
@RestController
@RequestMapping("/platform/orgs")
@Tag(name = "organisations")
class OrgInviteController {
    private final ProjectAccess access;
    private final OrgInvites invites;
    private final InviteService service;

    OrgInviteController(ProjectAccess access, OrgInvites invites, InviteService service) {
        this.access = access;
        this.invites = invites;
        this.service = service;
    }

    @Schema(name = "NewOrganisationInvite")
    record InviteWish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "bea@example.com")
                    @Nullable String email,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"admin", "developer", "viewer"})
                    @Nullable String role) {}

    @PostMapping("/{id}/invites")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 409, code = "already_member", text = "this account is a member already")
    @MayRefuse(status = 409, code = "already_invited", text = "there is an open invitation")
    @MayRefuse(status = 409, code = "too_many_invites", text = "100 are open at most")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createOrganisationInvite",
            summary = "Invite somebody into an organisation",
            description =
                    "The role must be lower than the caller's own. The token is in this answer and"
                            + " in the mail, and nowhere else.")
    OrgInvite.Issued create(@PathVariable UUID id, @RequestBody InviteWish wish, Caller caller) {
        return service.invite(caller, id, wish.email(), wish.role());
    }

    @GetMapping("/{id}/invites")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "listOrganisationInvites",
            summary = "Open invitations of an organisation, newest first")
    List<OrgInvite> list(@PathVariable UUID id, Caller caller) {
        access.requireIn(caller, id, OrgRole.ADMIN);
        return invites.open(id);
    }

    @DeleteMapping("/{id}/invites/{inviteId}")
    @Needs(Rank.ADMIN)
    @Operation(operationId = "revokeOrganisationInvite", summary = "Take an invitation back")
    Status revoke(@PathVariable UUID id, @PathVariable UUID inviteId, Caller caller) {
        service.revoke(caller, id, inviteId);
        return new Status("revoked");
    }

    @PostMapping("/invites/{token}/accept")
    @MayRefuse(status = 400, code = "invite_invalid", text = "this invitation has expired")
    @MayRefuse(status = 403, code = "forbidden", text = "it is for another address")
    @MayRefuse(status = 409, code = "already_member", text = "you are a member already")
    @Operation(
            operationId = "acceptOrganisationInvite",
            summary = "Join an organisation by an invitation",
            description = "The caller's address must be the one that was invited.")
    Organisation accept(@PathVariable String token, Caller caller) {
        return service.accept(caller, token);
    }
}
