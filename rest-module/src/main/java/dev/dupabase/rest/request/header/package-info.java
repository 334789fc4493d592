/// Reads the headers that steer a request: `Prefer`, `Accept`, `Range` and the schema's.
@NullMarked
package dev.dupabase.rest.request.header;

import org.jspecify.annotations.NullMarked;
