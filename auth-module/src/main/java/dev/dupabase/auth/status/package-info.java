/// What this API tells of itself: health, settings and public keys.
@NullMarked
package dev.dupabase.auth.status;

import org.jspecify.annotations.NullMarked;
