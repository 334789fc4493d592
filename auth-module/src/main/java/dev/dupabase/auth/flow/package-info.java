/// Sign-ins that begin in one place and end in another, tied together by PKCE (RFC 7636).
@NullMarked
package dev.dupabase.auth.flow;

import org.jspecify.annotations.NullMarked;
