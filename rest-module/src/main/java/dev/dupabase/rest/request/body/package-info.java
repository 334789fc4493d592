/// Reads request bodies: which rows or arguments came, as JSON text for PostgreSQL to take apart
/// (contracts/rest.md §4.9).
@NullMarked
package dev.dupabase.rest.request.body;

import org.jspecify.annotations.NullMarked;
