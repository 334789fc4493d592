package dev.dupabase.backup;

import dev.dupabase.testing.TestHost;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/// A test of the running module. All share one context and platform database.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = TestHost.class)
@SpringBootTest(
        classes = BackupServer.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dupabase.http.rate-limit-auth=off",
            "dupabase.http.rate-limit-api=off",
            "dupabase.outbound.allowed=127.0.0.0/8",
            "dupabase.backup.scheduler-startup-delay=10d",
            "dupabase.backup.part-size=5MB",
            "dupabase.backup.temp-directory=${java.io.tmpdir}/dupabase-backup-tests",
            "db-scheduler.polling-interval=200ms"
        })
public @interface BackupTest {}
