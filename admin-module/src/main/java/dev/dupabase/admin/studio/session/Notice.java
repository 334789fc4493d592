package dev.dupabase.admin.studio.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/// What PostgreSQL remarked while a statement ran, such as a `raise notice` of a function.
@Schema(name = "SqlNotice")
public record Notice(
        @Schema(example = "NOTICE") String severity,
        @Schema(example = "table \"todos\" does not exist, skipping") String message,
        @Schema(example = "00000") String sqlstate,
        @Schema(example = "A line of detail") @Nullable String detail,
        @Schema(example = "Try something else") @Nullable String hint) {
    static Notice of(ServerErrorMessage message) {
        return new Notice(
                Objects.requireNonNullElse(message.getSeverity(), "NOTICE"),
                Objects.requireNonNullElse(message.getMessage(), ""),
                Objects.requireNonNullElse(message.getSQLState(), "00000"),
                message.getDetail(),
                message.getHint());
    }
}
