/// A project's users and their identities: stored, shown and changed.
@NullMarked
package dev.dupabase.auth.user;

import org.jspecify.annotations.NullMarked;
