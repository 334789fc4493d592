package dev.dupabase.house;

import dev.dupabase.platform.PlatformModule;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.migration.ProjectSchema;
import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The platform without features, and an API that tells what it was given.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        basePackageClasses = PlatformModule.class,
        excludeFilters = {
            @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlatformModule.class),
            @Filter(type = FilterType.CUSTOM, classes = TestPlatform.OtherTests.class)
        })
@ConfigurationPropertiesScan(basePackageClasses = PlatformModule.class)
public class TestPlatform {
    /// What [PlatformModule] scans, without the servers of tests that stand in its packages.
    static class OtherTests implements TypeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory)
                throws IOException {
            return reader.getResource().getURI().toString().contains("/test-classes/");
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// Stands for a module's schema: it belongs to the module's role and holds what tenants may not
    /// touch.
    @Bean
    ProjectSchema authSchema() {
        return new ProjectSchema("auth", "db/project/test_auth", InternalRole.AUTH, 100);
    }

    @Bean
    SettingsSection<Greeting> greeting() {
        return new GreetingSection();
    }

    @Bean
    HeardEvents heardEvents() {
        return new HeardEvents();
    }

    /// Answers with the project of the request and who asks.
    @RestController
    static class Echo {
        @GetMapping("/auth/v1/echo")
        Map<String, @Nullable Object> echo(HttpServletRequest request) {
            var found = ProjectRequest.of(request);
            var answer = new LinkedHashMap<String, @Nullable Object>();
            answer.put("ref", found.project().ref().value());
            answer.put("key", found.apiKey().map(key -> key.role()).orElse(null));
            answer.put("opaque", found.apiKey().map(key -> key.opaque()).orElse(null));
            answer.put("bearer", found.bearer());
            answer.put("prefix", found.publicPrefix());
            answer.put("uri", request.getRequestURI());
            answer.put("query", request.getQueryString());
            return answer;
        }
    }
}
