package dev.dupabase.platform.start;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Turns `dupabase.log.format: json` into Spring Boot's structured logging before the first line is
/// logged. Found by `spring.factories`; [LogProperties] refuses other values.
@Order(Ordered.LOWEST_PRECEDENCE)
final class LogFormat implements EnvironmentPostProcessor {
    /// The layout of Elastic Common Schema.
    private static final Map<String, Object> JSON =
            Map.of("logging.structured.format.console", "ecs");

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        if (LogProperties.JSON.equalsIgnoreCase(environment.getProperty("dupabase.log.format"))) {
            environment.getPropertySources().addLast(new MapPropertySource("log format", JSON));
        }
    }
}
