/// Single sign-on by SAML 2.0: an organisation vouches for its people (contracts/auth.md §1.15,
/// §1.18).
@NullMarked
package dev.dupabase.auth.saml;

import org.jspecify.annotations.NullMarked;
