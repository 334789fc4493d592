/// This project as an OAuth 2.1 and OpenID Connect provider: other applications sign its users in,
/// with their consent (contracts/auth.md §1.19).
@NullMarked
package dev.dupabase.auth.oauthserver;

import org.jspecify.annotations.NullMarked;
