package dev.dupabase.rest.plan;

import dev.dupabase.rest.settings.RestSettings;
import org.jspecify.annotations.Nullable;

/// The settings that bear on plans.
///
/// @param maxRows the cap of every node; null for none
/// @param aggregates whether they may be used
/// @param explain whether plans may be asked for
/// @param legacyNames whether an aliased embed also goes by its relation's name
public record PlanRules(
        @Nullable Long maxRows, boolean aggregates, boolean explain, boolean legacyNames) {
    public static PlanRules of(RestSettings settings) {
        var database = settings.database();
        return new PlanRules(
                database.maxRows(),
                database.aggregatesEnabled(),
                database.planEnabled(),
                settings.server().legacyTargetNames());
    }
}
