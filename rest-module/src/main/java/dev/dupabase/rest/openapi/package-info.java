/// Describes a schema as Swagger 2.0 (contracts/rest.md §9).
@NullMarked
package dev.dupabase.rest.openapi;

import org.jspecify.annotations.NullMarked;
