/// Removes what sign-ins leave behind.
@NullMarked
package dev.dupabase.auth.cleanup;

import org.jspecify.annotations.NullMarked;
