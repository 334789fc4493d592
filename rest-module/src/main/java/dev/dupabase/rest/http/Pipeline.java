package dev.dupabase.rest.http;

import dev.dupabase.platform.tenant.ProjectRequest;
import dev.dupabase.rest.execution.PlanExecutor;
import dev.dupabase.rest.execution.Result;
import dev.dupabase.rest.openapi.PublicUrl;
import dev.dupabase.rest.openapi.SchemaDescriber;
import dev.dupabase.rest.request.ApiRequest.DescribeRequest;
import dev.dupabase.rest.request.RestCall;
import java.io.IOException;
import org.springframework.stereotype.Component;

/// Leads a request whose caller and address are known to its response.
@Component
class Pipeline {
    private final PlanExecutor executor;
    private final SchemaDescriber describer;

    Pipeline(PlanExecutor executor, SchemaDescriber describer) {
        this.executor = executor;
        this.describer = describer;
    }

    void run(Exchange exchange, RestCall call) throws IOException {
        try (var result = result(exchange, call)) {
            exchange.timings().executed();
            ProjectRequest.of(exchange.request()).notes().rows(result.rows());
            ResponseWriter.write(exchange, call, result);
        }
    }

    private Result result(Exchange exchange, RestCall call) {
        return call.request() instanceof DescribeRequest describe
                ? describer.describe(call, describe, exchange.settings(), publicUrl(exchange))
                : executor.execute(
                        call, (read, current) -> ResponseWriter.isMatched(exchange, read, current));
    }

    private static PublicUrl publicUrl(Exchange exchange) {
        var configured = exchange.settings().openApi().serverProxyUri();
        if (configured != null) {
            return PublicUrl.parse(configured);
        }
        var request = exchange.request();
        return new PublicUrl(
                request.getScheme(),
                request.getServerName() + ":" + request.getServerPort(),
                ProjectRequest.of(request).publicPrefix() + "/rest/v1");
    }

    /// `OPTIONS`
    void describeMethods(Exchange exchange) {
        var address = exchange.address();
        var allowed = AllowedMethods.of(address.target(), address.schema(), executor.schema());
        var response = exchange.response();
        response.setHeader("Allow", allowed);
        response.addHeader("Vary", ResponseWriter.VARY);
        if (exchange.settings().server().timingEnabled()) {
            response.setHeader("Server-Timing", exchange.timings().header(0, 0));
        }
        response.setContentLength(0);
    }
}
