/// Reads SQL scripts as psql would: statements, rows of COPY, and nothing that runs.
@NullMarked
package dev.dupabase.imports.sql;

import org.jspecify.annotations.NullMarked;
