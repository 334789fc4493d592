/// Holds a request against the schema cache: which relations, columns, relationships and functions
/// it means. Pure functions; what they make is ready to be rendered.
@NullMarked
package dev.dupabase.rest.plan;

import org.jspecify.annotations.NullMarked;
