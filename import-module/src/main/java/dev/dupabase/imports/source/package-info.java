/// Uploaded files: what they are, unpacked within bounds.
@NullMarked
package dev.dupabase.imports.source;

import org.jspecify.annotations.NullMarked;
