/// Asks for a code or a link by mail: to sign in, to recover, to confirm, to reauthenticate.
@NullMarked
package dev.dupabase.auth.passwordless;

import org.jspecify.annotations.NullMarked;
