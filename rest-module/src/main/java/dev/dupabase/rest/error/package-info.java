/// How the REST API says no: its codes, its bodies, and what PostgreSQL's refusals mean in HTTP.
@NullMarked
package dev.dupabase.rest.error;

import org.jspecify.annotations.NullMarked;
