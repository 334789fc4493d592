/// Secrets that stand in the project's own database.
@NullMarked
package dev.dupabase.auth.seal;

import org.jspecify.annotations.NullMarked;
