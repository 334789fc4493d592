package dev.dupabase.platform.http;

import dev.dupabase.platform.error.ErrorResponses;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/// What of the container's behaviour is not a setting of Spring Boot.
@Component
class TomcatSettings
        implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {
    private final ErrorResponses responses;

    TomcatSettings(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context ->
                context.getParent().getPipeline().addValve(new UnparsedRequestValve(responses)));
        factory.addConnectorCustomizers(TomcatSettings::customize);
    }

    private static void customize(Connector connector) {
        // A slash inside a name (a table, a file) stays distinct from one between names.
        connector.setEncodedSolidusHandling("passthrough");
        // Clients of PostgREST do not escape what its grammar is full of.
        connector.setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
        // A refused body is read to its end up to here, so that its sender gets to see the refusal.
        connector.setProperty("maxSwallowSize", Integer.toString(64 * 1024 * 1024));
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("keepAliveTimeout", "60000");
        connector.setProperty("connectionTimeout", "60000");
    }

    /// After Spring Boot's own, whose valve then finds the error reported.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
