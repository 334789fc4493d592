/// Passkeys: credentials that authenticators find by themselves, and that sign users in without
/// anything else (contracts/auth.md §1.14).
@NullMarked
package dev.dupabase.auth.passkey;

import org.jspecify.annotations.NullMarked;
