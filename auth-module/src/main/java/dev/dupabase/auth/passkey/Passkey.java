package dev.dupabase.auth.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A passkey as its user sees it.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Passkey(
        UUID id,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String friendlyName,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant lastUsedAt) {}
