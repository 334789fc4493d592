package dev.dupabase.admin.usage;

import dev.dupabase.platform.access.AuditedAction;
import java.util.Locale;

/// What administrators do about usage.
enum UsageAction implements AuditedAction {
    ADMIN_UPDATE_LIMITS;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String resourceType() {
        return "org_limits";
    }
}
