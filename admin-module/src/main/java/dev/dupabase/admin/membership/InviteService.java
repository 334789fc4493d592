package dev.dupabase.admin.membership;

import dev.dupabase.admin.account.EmailAddress;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.organisation.Organisation;
import dev.dupabase.admin.organisation.OrganisationDoor;
import dev.dupabase.admin.organisation.OrganisationDoor.Inside;
import dev.dupabase.admin.organisation.Organisations;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Invites people into organisations (contracts/platform.md §6). An invitation is for one address,
/// good for seven days and for one acceptance; who holds its token must also have the account of
/// that address.
@Service
class InviteService {
    private static final int TOKEN_BYTES = 32;
    private static final int MOST_OPEN = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final OrganisationDoor door;
    private final Organisations organisations;
    private final Members members;
    private final OrgInvites invites;
    private final InviteMail mail;
    private final DeveloperLogins logins;
    private final AuditLog audit;

    InviteService(
            OrganisationDoor door,
            Organisations organisations,
            Members members,
            OrgInvites invites,
            InviteMail mail,
            DeveloperLogins logins,
            AuditLog audit) {
        this.door = door;
        this.organisations = organisations;
        this.members = members;
        this.invites = invites;
        this.mail = mail;
        this.logins = logins;
        this.audit = audit;
    }

    OrgInvite.Issued invite(
            Caller caller, UUID org, @Nullable String address, @Nullable String roleLabel) {
        var email = EmailAddress.normalise(address);
        var problems = new Problems();
        EmailAddress.check(problems, email);
        problems.refuseIfAny();
        var role = GrantableRole.of(roleLabel);
        var token = newToken();
        return door.resultIn(
                caller,
                org,
                OrgRole.ADMIN,
                inside -> {
                    requireInvitable(inside, email, role);
                    var invite = invites.insert(org, email, role, caller.id(), token);
                    audit.write(
                            caller,
                            Deed.by(caller, AuditAction.CREATE_ORG_INVITE, invite.id())
                                    .inOrganisation(org)
                                    .with(Map.of("email", email, "role", role.label())));
                    var url = mail.url(token);
                    boolean mailed =
                            mail.send(invite, inside.organisation().name(), caller.email(), url);
                    return OrgInvite.Issued.of(invite, token, url, mailed);
                });
    }

    private void requireInvitable(Inside inside, String email, OrgRole role) {
        MembershipService.requireGrantable(inside, role);
        var org = inside.organisation().id();
        if (members.findByEmail(org, email).isPresent()) {
            throw new ApiException(PlatformError.ALREADY_MEMBER, "this account is a member already")
                    .field("email", "is a member already");
        }
        var open = invites.open(org);
        if (open.stream().anyMatch(invite -> invite.email().equals(email))) {
            throw new ApiException(
                            PlatformError.ALREADY_INVITED, "there is an open invitation already")
                    .field("email", "is invited already");
        }
        if (open.size() >= MOST_OPEN) {
            throw new ApiException(
                    PlatformError.TOO_MANY_INVITES,
                    "an organisation has at most %d open invitations".formatted(MOST_OPEN));
        }
    }

    void revoke(Caller caller, UUID org, UUID invite) {
        door.changeIn(
                caller,
                org,
                OrgRole.ADMIN,
                inside -> {
                    if (!invites.revoke(org, invite)) {
                        throw unknown();
                    }
                    audit.write(
                            caller,
                            Deed.by(caller, AuditAction.REVOKE_ORG_INVITE, invite)
                                    .inOrganisation(org));
                });
    }

    Organisation accept(Caller caller, String token) {
        var invite = requireFor(caller, token);
        logins.following(() -> join(caller, token), invite.orgId());
        return organisations.find(invite.orgId(), caller.id()).orElseThrow(InviteService::unknown);
    }

    /// Part of the caller's transaction.
    private void join(Caller caller, String token) {
        var org = door.lock(requireFor(caller, token).orgId()).id();
        var invite = requireFor(caller, token);
        if (invite.acceptedAt() != null) {
            throw spent("this invitation has been accepted before");
        }
        if (members.find(org, caller.id()).isPresent()) {
            throw new ApiException(PlatformError.ALREADY_MEMBER, "you are a member already");
        }
        if (!invites.accept(invite.id())) {
            throw spent("this invitation has expired: ask for a new one");
        }
        members.add(org, caller.id(), invite.role());
        audit.write(
                caller,
                Deed.by(caller, AuditAction.ACCEPT_ORG_INVITE, org)
                        .inOrganisation(org)
                        .with(
                                Map.of(
                                        "invite",
                                        invite.id().toString(),
                                        "role",
                                        invite.role().label())));
    }

    private OrgInvite requireFor(Caller caller, String token) {
        var invite = invites.byToken(token).orElseThrow(InviteService::unknown);
        if (!invite.email().equalsIgnoreCase(caller.email())) {
            throw new ApiException(
                    CommonError.FORBIDDEN, "this invitation is for another e-mail address");
        }
        return invite;
    }

    private static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static ApiException spent(String text) {
        return new ApiException(PlatformError.INVITE_INVALID, text);
    }

    private static ApiException unknown() {
        return new ApiException(CommonError.NOT_FOUND, "there is no such invitation");
    }
}
