/// Sign-in with an ID token that an application got from a provider by itself (contracts/auth.md
/// §1.6 E10).
@NullMarked
package dev.dupabase.auth.idtoken;

import org.jspecify.annotations.NullMarked;
