package dev.dupabase.auth;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Calls out as the server does, but trusts the certificate of [OpenIdServer].
@Configuration(proxyBeanMethods = false)
class TrustingConnections {
    @Bean
    @Primary
    CloseableHttpClient trustingConnections() {
        var manager =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(OpenIdServer.trust()))
                        .build();
        return HttpClients.custom()
                .setConnectionManager(manager)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }
}
