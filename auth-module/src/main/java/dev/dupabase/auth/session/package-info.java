/// Sessions: access tokens, refresh tokens and how they end.
@NullMarked
package dev.dupabase.auth.session;

import org.jspecify.annotations.NullMarked;
