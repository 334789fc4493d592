package dev.dupabase.platform.http;

import dev.dupabase.platform.error.ErrorResponses;
import dev.dupabase.testing.TestPostgres;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The envelope around a few small handlers.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(HttpProperties.class)
@ComponentScan(basePackageClasses = {EnvelopeServer.class, ErrorResponses.class})
class EnvelopeServer {
    record Note(String text, int stars) {}

    @Bean
    javax.sql.DataSource platformDatabase() {
        var url = java.net.URI.create(TestPostgres.newDatabase());
        var user = url.getUserInfo().split(":", 2);
        return DataSourceBuilder.create()
                .url("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath())
                .username(user[0])
                .password(user[1])
                .build();
    }

    @Bean
    dev.dupabase.platform.limit.RateLimiters limiters() {
        return dev.dupabase.platform.limit.LoneLimiters.make();
    }

    /// Stands for a project with a list of origins.
    @Bean
    PreflightOrigins origins() {
        return request ->
                request.getRequestURI().startsWith("/rest/v1/listed")
                        ? Set.of("https://a.example", "https://b.example")
                        : Set.of();
    }

    /// Stands where `/rest/v1` is served: right behind the envelope, before the dispatcher.
    @Bean
    FilterRegistrationBean<Filter> rest() {
        var registration =
                new FilterRegistrationBean<Filter>((request, response, chain) -> {
                    var http = (HttpServletRequest) request;
                    if (http.getRequestURI().endsWith("/fault")) {
                        throw new IllegalStateException("a secret of ours");
                    }
                    long read = request.getInputStream().transferTo(noWhere());
                    response.getWriter()
                            .write(http.getMethod() + " " + http.getQueryString() + " " + read);
                });
        registration.setOrder(FilterOrder.REST);
        registration.addUrlPatterns("/rest/v1/*");
        return registration;
    }

    private static java.io.OutputStream noWhere() {
        return java.io.OutputStream.nullOutputStream();
    }

    @RestController
    static class Handlers {
        private final Client client;

        Handlers(Client client) {
            this.client = client;
        }

        @PostMapping("/platform/notes")
        Note echo(@RequestBody Note note) {
            return note;
        }

        @PostMapping("/platform/auth/login")
        Map<String, String> signIn() {
            return Map.of("status", "ok");
        }

        @GetMapping("/platform/client")
        Map<String, Object> client(HttpServletRequest request) {
            return Map.of(
                    "address", client.address(request),
                    "network", client.network(request),
                    "secure", client.isSecure(request));
        }

        @GetMapping("/platform/fault")
        void fault() throws IOException {
            throw new IOException("a secret of ours");
        }

        @GetMapping("/platform/number")
        int number(@RequestParam int n) {
            return n;
        }

        @GetMapping("/page")
        String page() {
            return "page";
        }
    }
}
