/// Reads the archives that pg_dump makes: custom, tar and directory format.
@NullMarked
package dev.dupabase.imports.archive;

import org.jspecify.annotations.NullMarked;
