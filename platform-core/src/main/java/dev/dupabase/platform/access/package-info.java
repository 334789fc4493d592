/// What a module needs to serve routes of the platform API, `/platform/**`: who calls, what the
/// caller may do, and where it is written down. The admin module, which knows the accounts and
/// their memberships, implements the interfaces.
///
/// A controller takes a [dev.dupabase.platform.access.Caller] as an argument, asks
/// [dev.dupabase.platform.access.ProjectAccess] whether the caller may, and writes what it changed
/// to the [dev.dupabase.platform.access.AuditTrail] inside the transaction of the change.
@NamedInterface("access")
@NullMarked
package dev.dupabase.platform.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
