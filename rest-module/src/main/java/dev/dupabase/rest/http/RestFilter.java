package dev.dupabase.rest.http;

import dev.dupabase.platform.database.StatementWatch;
import dev.dupabase.platform.error.ErrorResponses;
import dev.dupabase.platform.http.FilterOrder;
import dev.dupabase.platform.presence.ClientPresence;
import dev.dupabase.platform.route.ApiArea;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import dev.dupabase.platform.tenant.ProjectRequest;
import dev.dupabase.rest.configuration.InDatabaseSettings;
import dev.dupabase.rest.request.parse.Address;
import dev.dupabase.rest.request.parse.RequestParser;
import dev.dupabase.rest.request.query.QueryString;
import dev.dupabase.rest.settings.RestSettings;
import dev.dupabase.rest.token.BearerTokens;
import dev.dupabase.rest.token.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Serves `/rest/v1`, right after the project is known: neither Spring Security nor the dispatcher
/// see these requests.
@Component
@Order(FilterOrder.REST)
class RestFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "/rest/v1";

    private final transient InDatabaseSettings inDatabase;
    private final transient BearerTokens tokens;
    private final transient Pipeline pipeline;
    private final transient ErrorResponses refusals;
    private final transient RestMetrics metrics;
    private final transient StatementWatch watch;
    private final transient ClientPresence presence;

    RestFilter(
            InDatabaseSettings inDatabase,
            BearerTokens tokens,
            Pipeline pipeline,
            ErrorResponses refusals,
            RestMetrics metrics,
            StatementWatch watch,
            ClientPresence presence) {
        this.inDatabase = inDatabase;
        this.tokens = tokens;
        this.pipeline = pipeline;
        this.refusals = refusals;
        this.metrics = metrics;
        this.watch = watch;
        this.presence = presence;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ApiArea.of(request) != ApiArea.REST) {
            chain.doFilter(request, response);
            return;
        }
        var begun = System.nanoTime();
        var exact = ExactContentType.of(request, response);
        try {
            serve(request, exact);
        } catch (RuntimeException fault) {
            refusals.refuse(fault, request, exact);
        } finally {
            metrics.answered(request.getMethod(), response.getStatus(), System.nanoTime() - begun);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var timings = new Timings();
        var project = configured(request);
        var settings = project.project().settings().get(RestSettings.SECTION);
        CommonHeaders.set(settings.server(), request, response);
        var caller = tokens.authenticate(project, settings);
        project.notes().role(caller.role());
        timings.tokenRead();
        var address = Address.of(request, path(request), settings);
        var query = QueryString.parse(request.getQueryString());
        var exchange = new Exchange(request, response, settings, address, query, timings);
        var context = context(project, caller);
        watch.over(presence.hasLeft(request), () -> context.call(() -> answer(exchange)));
    }

    /// What the database says about settings counts from here on, in error bodies too.
    private ProjectRequest configured(HttpServletRequest request) {
        var project = ProjectRequest.of(request);
        return inDatabase
                .override(project.project())
                .map(effective -> {
                    var configured = project.withProject(effective);
                    configured.attachTo(request);
                    return configured;
                })
                .orElse(project);
    }

    private Void answer(Exchange exchange) throws IOException {
        if (exchange.address().method().equals("OPTIONS")) {
            pipeline.describeMethods(exchange);
        } else {
            var call =
                    RequestParser.parse(
                            exchange.request(),
                            exchange.address(),
                            exchange.query(),
                            exchange.settings());
            exchange.timings().parsed();
            pipeline.run(exchange, call);
        }
        return null;
    }

    /// Only the service role itself gets the login that may become it (DESIGN §3).
    private static ProjectContext context(ProjectRequest request, Caller caller) {
        var login = caller.role().equals(ApiKey.SERVICE_ROLE) ? Login.SERVICE : Login.API;
        return new ProjectContext(request.project(), login, caller.role(), caller.claims());
    }

    /// The raw path after the prefix. One that is only decoded into it names nothing.
    private static String path(HttpServletRequest request) {
        var uri = request.getRequestURI();
        return uri.startsWith(PREFIX) ? uri.substring(PREFIX.length()) : "/" + uri;
    }
}
