package dev.dupabase.admin.membership;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Members of an organisation (contracts/platform.md §6).
@RestController
@RequestMapping("/platform/orgs/{id}")
@Tag(name = "organisations")
class MemberController {
    private final ProjectAccess access;
    private final Members members;
    private final MembershipService service;

    MemberController(ProjectAccess access, Members members, MembershipService service) {
        this.access = access;
        this.members = members;
        this.service = service;
    }

    @Schema(name = "MemberChange")
    record RoleChange(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"admin", "developer", "viewer"})
                    @Nullable String role) {}

    /// @param userId who is to own it; a member
    @Schema(name = "OrganisationTransfer")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Transfer(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable UUID userId,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String platformPassword) {}

    @GetMapping("/members")
    @Needs(Rank.VIEWER)
    @Operation(operationId = "listMembers", summary = "Members of an organisation, oldest first")
    List<Member> list(@PathVariable UUID id, Caller caller) {
        access.requireIn(caller, id, OrgRole.VIEWER);
        return members.of(id);
    }

    @PatchMapping("/members/{userId}")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "updateMember",
            summary = "Give a member another role",
            description =
                    "Both the role it has and the one it gets must be lower than the caller's own."
                            + " The member's database login follows at once.")
    Status changeRole(
            @PathVariable UUID id,
            @PathVariable UUID userId,
            @RequestBody RoleChange change,
            Caller caller) {
        service.changeRole(caller, id, userId, GrantableRole.of(change.role()));
        return new Status("updated");
    }

    @DeleteMapping("/members/{userId}")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "removeMember",
            summary = "Take a member out of an organisation",
            description =
                    "Its role must be lower than the caller's. Its database login is shut out of the"
                            + " organisation's projects, sessions included, and invitations it made"
                            + " are revoked.")
    Status remove(@PathVariable UUID id, @PathVariable UUID userId, Caller caller) {
        service.remove(caller, id, userId);
        return new Status("removed");
    }

    @PostMapping("/leave")
    @Needs(Rank.VIEWER)
    @MayRefuse(status = 400, code = "invalid_input", text = "the owner passes it on first")
    @Operation(
            operationId = "leaveOrganisation",
            summary = "Leave an organisation",
            description = "Its owner must pass it on first; nobody leaves the own personal one.")
    Status leave(@PathVariable UUID id, Caller caller) {
        service.leave(caller, id);
        return new Status("left");
    }

    @PostMapping("/transfer")
    @Needs(value = Rank.OWNER, password = true)
    @MayRefuse(status = 400, code = "invalid_input", text = "you own it already")
    @Operation(
            operationId = "transferOrganisation",
            summary = "Pass an organisation on to another member",
            description = "The owner so far becomes an admin.")
    Status transfer(@PathVariable UUID id, @RequestBody Transfer transfer, Caller caller) {
        var heir = transfer.userId();
        if (heir == null) {
            throw Problems.of("user_id", "the member who is to own it is needed");
        }
        service.transfer(caller, id, heir, transfer.platformPassword());
        return new Status("transferred");
    }
}
