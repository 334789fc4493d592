package dev.dupabase.platform.tenant;

import dev.dupabase.platform.project.ProjectRef;

/// The two logins of a project (DESIGN §3).
public enum Login {
    /// Publishable keys and users' tokens: may switch to `anon`, `authenticated` and registered
    /// roles.
    API("api"),
    /// Service keys and the modules' own work: may switch to `service_role` and the schemas'
    /// owners.
    SERVICE("svc");

    private final String suffix;

    Login(String suffix) {
        this.suffix = suffix;
    }

    public String roleName(ProjectRef ref) {
        return "p_" + ref.value() + "_" + suffix;
    }
}
