/// How a user proves who they are, and gets a session for it.
@NullMarked
package dev.dupabase.auth.signin;

import org.jspecify.annotations.NullMarked;
