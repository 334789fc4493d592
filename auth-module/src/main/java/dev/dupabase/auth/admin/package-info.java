/// Administers a project's users, for whoever holds its service key.
@NullMarked
package dev.dupabase.auth.admin;

import org.jspecify.annotations.NullMarked;
