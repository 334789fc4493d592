/// Runs an import.
@NullMarked
package dev.dupabase.imports.run;

import org.jspecify.annotations.NullMarked;
