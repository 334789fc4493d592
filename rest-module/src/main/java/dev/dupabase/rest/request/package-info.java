/// A request to the REST API as a value: what it asks for (its shape) apart from the values it
/// brings.
@NullMarked
package dev.dupabase.rest.request;

import org.jspecify.annotations.NullMarked;
