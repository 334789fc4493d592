/// The project's own log of what its users did.
@NullMarked
package dev.dupabase.auth.audit;

import org.jspecify.annotations.NullMarked;
