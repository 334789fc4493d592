package dev.dupabase.admin.invite;

import dev.dupabase.admin.account.EmailAddress;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Administrators invite people to register (contracts/platform.md §14).
@RestController
@Tag(name = "administration")
class InviteController {
    private static final int DEFAULT_HOURS = 72;
    private static final int MOST_HOURS = 8760;

    private final Invites invites;
    private final AuditLog audit;

    InviteController(Invites invites, AuditLog audit) {
        this.invites = invites;
        this.audit = audit;
    }

    /// @param expiresInHours how long it is good; absent, zero or less means 72
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record NewInvite(@Nullable String email, @Nullable Integer expiresInHours) {
        Duration lifetime() {
            var hours =
                    expiresInHours == null || expiresInHours <= 0 ? DEFAULT_HOURS : expiresInHours;
            return Duration.ofHours(hours);
        }
    }

    @GetMapping("/platform/admin/invites")
    @Operation(operationId = "listInvites", summary = "Invitations to register, newest first")
    List<Invite> list() {
        return invites.list();
    }

    @PostMapping("/platform/admin/invites")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse(
            status = 400,
            code = "invalid_input",
            text = "an invite is good for at most 8760 hours")
    @Operation(operationId = "createInvite", summary = "Invite somebody to register")
    @Transactional
    public Invite create(@RequestBody NewInvite wish, Caller caller) {
        var email = EmailAddress.normalise(wish.email());
        var problems = new Problems();
        if (!email.isEmpty()) {
            EmailAddress.check(problems, email);
        }
        problems.require(
                wish.lifetime().toHours() <= MOST_HOURS,
                "expires_in_hours",
                "an invite is good for at most 8760 hours");
        problems.refuseIfAny();
        var invite = invites.create(email.isEmpty() ? null : email, caller.id(), wish.lifetime());
        audit.write(AuditAction.ADMIN_CREATE_INVITE, caller, invite.id());
        return invite;
    }

    @DeleteMapping("/platform/admin/invites/{id}")
    @Operation(operationId = "deleteInvite", summary = "Take an invitation back")
    @Transactional
    public Status delete(@PathVariable UUID id, Caller caller) {
        if (!invites.delete(id)) {
            throw new ApiException(CommonError.NOT_FOUND, "there is no such invite");
        }
        audit.write(AuditAction.ADMIN_DELETE_INVITE, caller, id);
        return new Status("deleted");
    }
}
