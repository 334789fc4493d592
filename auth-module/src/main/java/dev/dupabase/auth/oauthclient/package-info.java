/// The applications that sign users in with this project as their provider (contracts/auth.md
/// §1.19, E66 to E72).
@NullMarked
package dev.dupabase.auth.oauthclient;

import org.jspecify.annotations.NullMarked;
