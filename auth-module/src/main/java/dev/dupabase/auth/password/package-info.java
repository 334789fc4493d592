/// Passwords: hashed, compared and judged.
@NullMarked
package dev.dupabase.auth.password;

import org.jspecify.annotations.NullMarked;
