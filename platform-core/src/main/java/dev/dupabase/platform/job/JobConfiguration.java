package dev.dupabase.platform.job;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import tools.jackson.databind.json.JsonMapper;

/// Sets up db-scheduler (DESIGN §6). A module's job is a bean of type
/// `com.github.kagkarlsson.scheduler.task.Task`; its data are stored as JSON.
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:dev/dupabase/platform/job/jobs.properties")
class JobConfiguration {
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService jobExecutor() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory());
    }

    @Bean
    DbSchedulerCustomizer schedulerCustomizer(ExecutorService jobExecutor, JsonMapper json) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer(json));
            }

            @Override
            public Optional<ExecutorService> executorService() {
                return Optional.of(jobExecutor);
            }
        };
    }
}
