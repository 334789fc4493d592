package dev.dupabase;

import dev.dupabase.admin.AdminModule;
import dev.dupabase.auth.AuthModule;
import dev.dupabase.backup.BackupModule;
import dev.dupabase.cli.DupabaseCli;
import dev.dupabase.imports.ImportModule;
import dev.dupabase.platform.PlatformModule;
import dev.dupabase.rest.RestModule;
import dev.dupabase.storage.StorageModule;
import java.util.Arrays;
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
    BackupModule.class,
    ImportModule.class,
    AdminModule.class
})
public class DupabaseApplication {
    /// Starts the server, or runs a command against one that runs already.
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("server")) {
            SpringApplication.run(
                    DupabaseApplication.class, Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (DupabaseCli.isMeant(args)) {
            System.exit(DupabaseCli.run(args));
        }
        SpringApplication.run(DupabaseApplication.class, args);
    }
}
