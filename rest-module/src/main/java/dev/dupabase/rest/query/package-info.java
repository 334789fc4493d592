/// Writes plans as SQL. Names that appear in PostgreSQL's messages are those of contracts/rest.md
/// §6.
@NullMarked
package dev.dupabase.rest.query;

import org.jspecify.annotations.NullMarked;
