/// Names that users may sign in by, where the project allows it.
@NullMarked
package dev.dupabase.auth.username;

import org.jspecify.annotations.NullMarked;
