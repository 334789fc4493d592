/// The two ceremonies of WebAuthn: a credential is made, and its holder proves to have it. Second
/// factors and passkeys are built on them.
@NullMarked
package dev.dupabase.auth.webauthn;

import org.jspecify.annotations.NullMarked;
