/// From HTTP to an [dev.dupabase.rest.request.ApiRequest]: what is asked for, without regard to
/// what the database holds.
@NullMarked
package dev.dupabase.rest.request.parse;

import org.jspecify.annotations.NullMarked;
