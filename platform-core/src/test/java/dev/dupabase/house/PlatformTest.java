package dev.dupabase.house;

import dev.dupabase.testing.TestHost;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/// A test of the running platform without features. All share one context and platform database.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = TestHost.class)
@SpringBootTest(
        classes = TestPlatform.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dupabase.projects.base-domain=example.test",
            "dupabase.http.rate-limit-auth=off",
            "dupabase.http.rate-limit-api=off"
        })
public @interface PlatformTest {}
