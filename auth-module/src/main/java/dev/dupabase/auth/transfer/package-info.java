/// Brings users in from files and out to files: beyond what GoTrue has.
@NullMarked
package dev.dupabase.auth.transfer;

import org.jspecify.annotations.NullMarked;
