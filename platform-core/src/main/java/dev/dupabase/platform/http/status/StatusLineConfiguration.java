package dev.dupabase.platform.http.status;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Has the server speak [StatusLineProtocol].
@Configuration(proxyBeanMethods = false)
class StatusLineConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> statusLines() {
        return factory -> factory.setProtocol(StatusLineProtocol.class.getName());
    }
}
