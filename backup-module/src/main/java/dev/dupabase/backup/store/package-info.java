/// The object store: S3, called through the guard of outbound calls.
@NullMarked
package dev.dupabase.backup.store;

import org.jspecify.annotations.NullMarked;
