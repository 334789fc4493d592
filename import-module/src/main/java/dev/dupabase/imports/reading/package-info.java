/// Walks through a dump of whatever format, statement by statement.
@NullMarked
package dev.dupabase.imports.reading;

import org.jspecify.annotations.NullMarked;
