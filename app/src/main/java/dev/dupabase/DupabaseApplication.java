package dev.dupabase;

import dev.dupabase.admin.AdminModule;
import dev.dupabase.auth.AuthModule;
import dev.dupabase.imports.ImportModule;
import dev.dupabase.platform.PlatformModule;
import dev.dupabase.rest.RestModule;
import dev.dupabase.storage.StorageModule;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.Modulithic;

/// The main class, and the table of contents: it does not scan, it names its modules.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Modulithic(systemName = "Dupabase")
@Import({
    PlatformModule.class,
    AuthModule.class,
    RestModule.class,
    StorageModule.class,
    ImportModule.class,
    AdminModule.class
})
public class DupabaseApplication {
    public static void main(String[] args) {
        SpringApplication.run(DupabaseApplication.class, args);
    }
}
