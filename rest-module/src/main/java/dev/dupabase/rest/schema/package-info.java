/// What a project's database offers: relations, their relationships, functions. Immutable
/// snapshots, read from the catalogue and swapped whole when the schema has moved.
@NullMarked
package dev.dupabase.rest.schema;

import org.jspecify.annotations.NullMarked;
