package dev.dupabase.admin.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal of the platform API.
///
/// @param error what is wrong, for people
/// @param code what is wrong, for programs
/// @param description what to do about it
/// @param fields the fields of the request's body at fault, and what is wrong with each
@Schema(name = "Refusal")
public record ErrorBody(
        String error,
        String code,
        @JsonProperty("error_description") @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String description,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> fields) {}
