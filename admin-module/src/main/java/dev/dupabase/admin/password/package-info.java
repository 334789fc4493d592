/// Passwords of platform accounts.
@NullMarked
package dev.dupabase.admin.password;

import org.jspecify.annotations.NullMarked;
