package dev.dupabase.admin.studio.csv;

import dev.dupabase.platform.http.BodyAllowance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/// Files of tables are longer than other bodies.
@Configuration(proxyBeanMethods = false)
class CsvConfiguration {
    private static final DataSize LARGEST = DataSize.ofGigabytes(2);

    @Bean
    BodyAllowance csvFiles() {
        return new BodyAllowance("/csv", LARGEST.toBytes());
    }
}
