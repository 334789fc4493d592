/// What a directory service may find out about provisioning users here (SCIM 2.0, RFC 7643, RFC
/// 7644).
@NullMarked
package dev.dupabase.auth.scim;

import org.jspecify.annotations.NullMarked;
