/// One-time codes and links: made, counted, and used up.
@NullMarked
package dev.dupabase.auth.verify;

import org.jspecify.annotations.NullMarked;
