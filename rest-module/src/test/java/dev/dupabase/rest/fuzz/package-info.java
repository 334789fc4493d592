/// Random requests against a running REST API.
package dev.dupabase.rest.fuzz;
