package dev.dupabase.platform.usage;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Puts the meter into the container of the public port.
@Component
class UsageConfiguration implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final UsageMeter meter;
    private final RequestListener log;

    UsageConfiguration(UsageMeter meter, RequestListener log) {
        this.meter = meter;
        this.log = log;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getPipeline().addValve(new UsageValve(meter, log)));
    }
}
