package dev.dupabase.auth;

import dev.dupabase.platform.PlatformModule;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The platform with this feature alone.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, AuthModule.class, TrustingConnections.class})
public class TestAuth {}
