/// Imports as the platform remembers them.
@NullMarked
package dev.dupabase.imports.task;

import org.jspecify.annotations.NullMarked;
