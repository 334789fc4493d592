/// Runs plans in the caller's name and says what came out. The only stage with a connection.
@NullMarked
package dev.dupabase.rest.execution;

import org.jspecify.annotations.NullMarked;
