package dev.dupabase.admin.membership;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.organisation.OrganisationDoor;
import dev.dupabase.admin.organisation.OrganisationDoor.Inside;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.PasswordConfirmation;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Changes who belongs to an organisation. One acts only on lower roles than one's own, and gives
/// only such. Changes of one organisation come one after the other, and each looks at the caller's
/// role when it is its turn: who was removed a moment ago does nothing any more.
@Service
class MembershipService {
    private final OrganisationDoor door;
    private final ProjectAccess access;
    private final Members members;
    private final OrgInvites invites;
    private final PasswordConfirmation passwords;
    private final DeveloperLogins logins;
    private final AuditLog audit;

    MembershipService(
            OrganisationDoor door,
            ProjectAccess access,
            Members members,
            OrgInvites invites,
            PasswordConfirmation passwords,
            DeveloperLogins logins,
            AuditLog audit) {
        this.door = door;
        this.access = access;
        this.members = members;
        this.invites = invites;
        this.passwords = passwords;
        this.logins = logins;
        this.audit = audit;
    }

    void changeRole(Caller caller, UUID org, UUID user, OrgRole role) {
        change(
                caller,
                org,
                OrgRole.ADMIN,
                inside -> {
                    var member = requireLower(inside, org, user);
                    requireGrantable(inside, role);
                    members.setRole(org, user, role);
                    invites.revokeBeyond(org, user, role);
                    write(
                            AuditAction.UPDATE_ORG_MEMBER_ROLE,
                            caller,
                            org,
                            member,
                            Map.of("role", role.label(), "was", member.role().label()));
                });
    }

    void remove(Caller caller, UUID org, UUID user) {
        change(
                caller,
                org,
                OrgRole.ADMIN,
                inside -> {
                    if (user.equals(caller.id())) {
                        throw new ApiException(
                                PlatformError.INVALID_INPUT,
                                "you cannot remove yourself: leave instead");
                    }
                    var member = requireLower(inside, org, user);
                    takeOut(org, user);
                    write(
                            AuditAction.REMOVE_ORG_MEMBER,
                            caller,
                            org,
                            member,
                            Map.of("email", member.email(), "was", member.role().label()));
                });
    }

    void leave(Caller caller, UUID org) {
        change(
                caller,
                org,
                OrgRole.VIEWER,
                inside -> {
                    if (inside.organisation().isPersonalOf(caller.id())) {
                        throw new ApiException(
                                PlatformError.INVALID_INPUT,
                                "you cannot leave your personal organisation");
                    }
                    if (inside.role() == OrgRole.OWNER) {
                        throw new ApiException(
                                PlatformError.INVALID_INPUT,
                                "the owner must pass the organisation on before leaving it");
                    }
                    takeOut(org, caller.id());
                    audit.write(
                            caller,
                            Deed.by(caller, AuditAction.LEAVE_ORG, org).inOrganisation(org));
                });
    }

    void transfer(Caller caller, UUID org, UUID heir, @Nullable String password) {
        access.requireIn(caller, org, OrgRole.OWNER);
        passwords.require(caller, "platform_password", password);
        change(
                caller,
                org,
                OrgRole.OWNER,
                inside -> {
                    if (inside.organisation().isPersonal()) {
                        throw new ApiException(
                                PlatformError.INVALID_INPUT,
                                "a personal organisation cannot be passed on");
                    }
                    if (heir.equals(caller.id())) {
                        throw new ApiException(
                                PlatformError.INVALID_INPUT, "you own this organisation already");
                    }
                    if (members.find(org, heir).isEmpty()) {
                        throw noMember();
                    }
                    members.setRole(org, caller.id(), OrgRole.ADMIN);
                    members.setRole(org, heir, OrgRole.OWNER);
                    invites.revokeBeyond(org, caller.id(), OrgRole.ADMIN);
                    audit.write(
                            caller,
                            Deed.by(caller, AuditAction.TRANSFER_ORG, org)
                                    .inOrganisation(org)
                                    .with(Map.of("owner", heir.toString())));
                });
    }

    private void change(Caller caller, UUID org, OrgRole least, Consumer<Inside> change) {
        logins.following(() -> change.accept(door.enter(caller, org, least)), org);
    }

    private void takeOut(UUID org, UUID user) {
        members.remove(org, user);
        invites.revokeOf(org, user);
    }

    private Member requireLower(Inside inside, UUID org, UUID user) {
        var member = members.find(org, user).orElseThrow(MembershipService::noMember);
        if (member.role() == OrgRole.OWNER) {
            throw new ApiException(CommonError.FORBIDDEN, "nobody may do this to the owner");
        }
        if (member.role().isAtLeast(inside.role())) {
            throw new ApiException(
                    CommonError.FORBIDDEN,
                    "this needs a higher role than %s, which the member has"
                            .formatted(member.role().label()));
        }
        return member;
    }

    static void requireGrantable(Inside inside, OrgRole role) {
        if (role.isAtLeast(inside.role())) {
            throw new ApiException(
                    CommonError.FORBIDDEN,
                    "to make somebody %s needs a higher role".formatted(role.label()));
        }
    }

    private void write(
            AuditAction action,
            Caller caller,
            UUID org,
            Member member,
            Map<String, String> details) {
        audit.write(
                caller, Deed.by(caller, action, member.userId()).inOrganisation(org).with(details));
    }

    private static ApiException noMember() {
        return new ApiException(CommonError.NOT_FOUND, "there is no such member");
    }
}
