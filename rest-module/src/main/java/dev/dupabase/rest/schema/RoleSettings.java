package dev.dupabase.rest.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `ALTER ROLE … SET` says of one role (contracts/rest.md X12).
///
/// @param settings without the isolation level, sorted by name
/// @param isolation `default_transaction_isolation`; null if not set
public record RoleSettings(Map<String, String> settings, @Nullable String isolation) {
    public static final RoleSettings NONE = new RoleSettings(Map.of(), null);
}
