package dev.dupabase.imports.http;

import dev.dupabase.platform.access.AuditedAction;
import java.util.Locale;

/// What is written down of imports.
enum ImportAction implements AuditedAction {
    START_IMPORT,
    CANCEL_IMPORT,
    ANALYZE_DUMP;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String resourceType() {
        return "import";
    }
}
