package dev.dupabase.rest.error;

import dev.dupabase.platform.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/// What PostgreSQL refused with: its SQLSTATE, or the code that a function raised with `PGRST`.
///
/// @param raised whether the function rules the whole response, so that nothing is added to it
/// @param phrase what a function wants to stand behind the status code
record DatabaseRefusal(String code, HttpStatusCode status, boolean raised, @Nullable String phrase)
        implements ErrorCode {}
