package dev.dupabase.platform.database;

import org.jspecify.annotations.Nullable;

/// The owners of the schemas that modules keep inside projects (DESIGN §3). They carry Supabase's
/// names, so that its dumps restore unchanged; they cannot log in.
public enum InternalRole {
    AUTH("supabase_auth_admin", "auth"),
    STORAGE("supabase_storage_admin", "storage");

    private final String roleName;
    private final String schema;

    InternalRole(String roleName, String schema) {
        this.roleName = roleName;
        this.schema = schema;
    }

    /// The schema it owns, which is all of its search path: a tenant's objects in `public` never
    /// stand in for PostgreSQL's, and triggers find what they would find on Supabase.
    static @Nullable String searchPathOf(String roleName) {
        for (var role : values()) {
            if (role.roleName.equals(roleName)) {
                return role.schema;
            }
        }
        return null;
    }

    public String roleName() {
        return roleName;
    }
}
