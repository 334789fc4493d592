package dev.dupabase.rest.http;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the container must lend to [ExactContentType].
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> exactContentType() {
        return factory ->
                factory.addContextCustomizers(
                        context -> context.getPipeline().addValve(new ExactContentType.Valve()));
    }
}
