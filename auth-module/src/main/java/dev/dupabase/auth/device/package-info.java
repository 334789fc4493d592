/// The sessions of a user, shown and ended one by one: beyond what GoTrue has.
@NullMarked
package dev.dupabase.auth.device;

import org.jspecify.annotations.NullMarked;
