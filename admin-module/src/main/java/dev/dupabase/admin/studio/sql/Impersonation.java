package dev.dupabase.admin.studio.sql;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.platform.users.ProjectUsers;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tries statements in the name of somebody who uses the project's APIs, so that a developer sees
/// what row level security makes of them.
@Component
class Impersonation {
    private static final Set<String> ROLES = Set.of("anon", "authenticated", "service_role");

    private final ObjectProvider<ProjectUsers> users;
    private final JsonMapper json;

    Impersonation(ObjectProvider<ProjectUsers> users, JsonMapper json) {
        this.users = users;
        this.json = json;
    }

    /// Who it is.
    ///
    /// @param claims as JSON text
    record Identity(String role, String claims) {
        /// Takes it on until the end of the transaction, as the APIs do.
        Sql settings() {
            return Sql.of(
                    """
                    select pg_catalog.set_config('request.jwt.claims', {}, true),
                        pg_catalog.set_config('role', {}, true)
                    """,
                    Sql.value(claims),
                    Sql.value(role));
        }
    }

    Identity of(Project project, SqlRequest.As as) {
        var claims = json.createObjectNode();
        var userId = as.userId();
        if (userId != null) {
            claims.setAll(claimsOf(project, userId));
        }
        var given = as.claims();
        if (given != null) {
            claims.setAll(given);
        }
        var role = as.role() == null ? claims.path("role").asString("anon") : as.role();
        new Problems()
                .require(ROLES.contains(role), "as.role", "is anon, authenticated or service_role")
                .refuseIfAny();
        if (!claims.has("role")) {
            claims.put("role", role);
        }
        return new Identity(role, json.writeValueAsString(claims));
    }

    private ObjectNode claimsOf(Project project, UUID user) {
        var known = users.getIfAvailable();
        if (known == null) {
            throw Problems.of("as.user_id", "this server keeps no users");
        }
        return known.claims(project, user)
                .orElseThrow(() ->
                        new ApiException(CommonError.NOT_FOUND, "there is no such user")
                                .field("as.user_id", "there is no such user"));
    }
}
