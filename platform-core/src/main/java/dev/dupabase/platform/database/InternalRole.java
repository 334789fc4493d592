package dev.dupabase.platform.database;

/// The owners of the schemas that modules keep inside projects (DESIGN §3). They carry Supabase's
/// names, so that its dumps restore unchanged; they cannot log in.
public enum InternalRole {
    AUTH("supabase_auth_admin"),
    STORAGE("supabase_storage_admin");

    private final String roleName;

    InternalRole(String roleName) {
        this.roleName = roleName;
    }

    public String roleName() {
        return roleName;
    }
}
