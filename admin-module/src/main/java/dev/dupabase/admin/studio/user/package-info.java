/// The users of a project, for who administers them (contracts/platform.md §10).
@NullMarked
package dev.dupabase.admin.studio.user;

import org.jspecify.annotations.NullMarked;
