package dev.dupabase.rest.http;

import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.rest.catalogue.SchemaCaches;
import dev.dupabase.rest.error.SqlStateTranslator;
import dev.dupabase.rest.execution.PlanExecutor;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.schema.SchemaScope;
import java.io.IOException;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/// Leads a request whose caller and address are known to its response.
@Component
class Pipeline {
    private final PlanExecutor executor;
    private final SchemaCaches caches;

    Pipeline(PlanExecutor executor, SchemaCaches caches) {
        this.executor = executor;
        this.caches = caches;
    }

    void run(Exchange exchange, RestCall call) throws IOException {
        try (var result = executor.execute(call)) {
            exchange.timings().executed();
            ResponseWriter.write(exchange, call, result);
        }
    }

    /// `OPTIONS`
    void describeMethods(Exchange exchange) {
        var address = exchange.address();
        var settings = exchange.settings().database();
        try {
            var cache =
                    caches.current(new SchemaScope(settings.schemas(), settings.extraSearchPath()));
            var response = exchange.response();
            response.setHeader(
                    "Allow", AllowedMethods.of(address.target(), address.schema(), cache));
            response.setContentLength(0);
        } catch (SQLException e) {
            throw SqlStateTranslator.translate(
                    e, ProjectContext.current().role(), settings.anonRole());
        }
    }
}
