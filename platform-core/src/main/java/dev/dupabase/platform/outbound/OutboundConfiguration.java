package dev.dupabase.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {
    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_TO_ONE_HOST = 50;

    @Bean(destroyMethod = "")
    CloseableHttpClient outboundConnections() {
        return connections(SSLContexts.createSystemDefault());
    }

    /// A client that does as it is told: no redirects, cookies, credentials, proxies, retries,
    /// unpacking; and no look-up of names, for that is the guard's.
    static CloseableHttpClient connections(SSLContext tls) {
        var manager =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setDnsResolver(new NoLookup())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_TO_ONE_HOST)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.ofSeconds(5))
                                        .setTimeToLive(TimeValue.ofMinutes(1))
                                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(manager)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(Timeout.ofSeconds(30))
                                .setResponseTimeout(Timeout.ofMinutes(2))
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableConnectionState()
                .setUserAgent("Dupabase")
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    /// Reached only if the address that the guard allowed got lost on the way.
    private static final class NoLookup implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("names are looked up by the guard");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
