/// Who belongs to an organisation with which role: members, invitations, leaving, passing on; and
/// what follows from it for the members' PostgreSQL logins.
@NullMarked
package dev.dupabase.admin.membership;

import org.jspecify.annotations.NullMarked;
