/// The only stage with a connection: runs plans and tells what came out.
@NullMarked
package dev.dupabase.rest.execution;

import org.jspecify.annotations.NullMarked;
