/// Takes the query string apart and sorts its parameters by what they mean.
@NullMarked
package dev.dupabase.rest.request.query;

import org.jspecify.annotations.NullMarked;
