package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.tenant.Login;

/// The names of a project's own roles (DESIGN §3).
///
/// @param owner cannot log in; owns schema `public` and what the project's developers make
/// @param api the login of requests by anybody
/// @param service the login of requests with a service key, and of modules
/// @param reader the login of backups and exports
/// @param developer the login under which developers' own statements run, as the owner
record RoleNames(String owner, String api, String service, String reader, String developer) {
    static RoleNames of(ProjectRef ref) {
        var prefix = "p_" + ref.value();
        return new RoleNames(
                prefix + "_owner",
                Login.API.roleName(ref),
                Login.SERVICE.roleName(ref),
                prefix + "_ro",
                prefix + "_dev");
    }
}
