package dev.dupabase.admin.organisation;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets one change of an organisation in at a time, and looks at the caller's role when it is in:
/// of two changes at once the second meets what the first has made of it.
@Component
public class OrganisationDoor {
    private static final String LOCK =
            """
            select id, name, personal_of from platform.organizations
            where id = :org and deleting_since is null
            for no key update
            """;

    private final JdbcClient platform;
    private final Organisations organisations;
    private final TransactionTemplate transaction;

    OrganisationDoor(
            JdbcClient platform, Organisations organisations, TransactionTemplate transaction) {
        this.platform = platform;
        this.organisations = organisations;
        this.transaction = transaction;
    }

    /// An organisation as it stays until the change is over.
    ///
    /// @param personalOf the account whose personal one it is
    public record Locked(UUID id, String name, @Nullable UUID personalOf) {
        public boolean isPersonal() {
            return personalOf != null;
        }

        public boolean isPersonalOf(UUID user) {
            return user.equals(personalOf);
        }
    }

    /// A member who changes an organisation.
    public record Inside(Locked organisation, OrgRole role) {}

    /// Runs a member's change in a transaction of its own.
    ///
    /// @throws dev.dupabase.platform.error.ApiException 404 unless the caller is a member, 403 if
    ///   the role is too low
    public void changeIn(Caller caller, UUID org, OrgRole least, Consumer<Inside> change) {
        transaction.executeWithoutResult(status -> change.accept(enter(caller, org, least)));
    }

    /// The same for a change with a result.
    public <T> T resultIn(Caller caller, UUID org, OrgRole least, Function<Inside, T> change) {
        return transaction.execute(status -> change.apply(enter(caller, org, least)));
    }

    /// The same as part of the caller's transaction.
    public Inside enter(Caller caller, UUID org, OrgRole least) {
        var locked = lock(org);
        var role =
                organisations
                        .role(org, caller.id())
                        .orElseThrow(MembershipAccess::unknownOrganisation);
        MembershipAccess.refuseIfLower(role, least);
        return new Inside(locked, role);
    }

    /// Locks an organisation until the transaction ends, for somebody who is no member yet.
    ///
    /// @throws dev.dupabase.platform.error.ApiException 404 if there is none
    public Locked lock(UUID org) {
        return platform.sql(LOCK)
                .param("org", org)
                .query(Locked.class)
                .optional()
                .orElseThrow(MembershipAccess::unknownOrganisation);
    }
}
