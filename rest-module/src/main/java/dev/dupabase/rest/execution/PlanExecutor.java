package dev.dupabase.rest.execution;

import dev.dupabase.rest.request.RestCall;
import org.springframework.stereotype.Component;

/// Runs requests in the project, role and claims of the running context.
@Component
public class PlanExecutor {
    /// @throws dev.dupabase.platform.error.ApiException whatever refuses it
    public Result execute(RestCall call) {
        throw new UnsupportedOperationException(call.info().path());
    }
}
