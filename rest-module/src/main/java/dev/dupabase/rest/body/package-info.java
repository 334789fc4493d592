/// Bodies of responses: there already, or put together while they are sent.
@NullMarked
package dev.dupabase.rest.body;

import org.jspecify.annotations.NullMarked;
