package dev.dupabase.admin;

import dev.dupabase.platform.PlatformModule;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The platform API on a server of its own.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({PlatformModule.class, AdminModule.class, StandInSections.class, StandInUsers.class})
public class PlatformServer {}
