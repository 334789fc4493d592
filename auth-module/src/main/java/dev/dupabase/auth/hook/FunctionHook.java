package dev.dupabase.auth.hook;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.settings.HookSettings.Target;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/// Calls hooks that are functions of the project's database, as the owner of schema `auth`, who
/// needs the right to execute them (contracts/auth.md §6.1).
@Component
class FunctionHook {
    private static final String LIMIT_TIME = "select set_config('statement_timeout', '2000', true)";

    private final ProjectDatabase database;
    private final JsonMapper json;

    FunctionHook(ProjectDatabase database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    JsonNode call(Target.Function function, String payload) {
        try {
            var answer = database.asRole(InternalRole.AUTH, () -> run(function, payload));
            return answer.isEmpty() ? NullNode.getInstance() : json.readTree(answer);
        } catch (QueryTimeoutException e) {
            throw AuthError.HOOK_TIMEOUT.refuse(
                    "Failed to reach hook within maximum time of 2.000000 seconds");
        } catch (DataAccessException e) {
            throw new ApiException(
                    AuthError.UNEXPECTED_FAILURE,
                    "Error running hook URI: pg-functions://postgres/%s/%s"
                            .formatted(function.schema(), function.name()),
                    e);
        }
    }

    /// @return empty text for null
    private String run(Target.Function function, String payload) {
        database.sql(LIMIT_TIME).query(String.class).single();
        var answer = database.callFunction(function.schema(), function.name(), payload);
        return answer == null ? "" : answer;
    }
}
