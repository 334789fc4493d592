/// Speaks PostgREST under `/rest/v1`: one request becomes one SQL statement.
@ApplicationModule(displayName = "rest-module")
@NullMarked
package dev.dupabase.rest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
