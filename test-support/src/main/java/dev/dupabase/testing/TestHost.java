package dev.dupabase.testing;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives a Spring test a platform database of its own on [TestPostgres], and the secrets an
/// operator would bring: `@ContextConfiguration(initializers = TestHost.class)`.
public final class TestHost
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /// The administrator's e-mail address and password.
    public static final String ADMIN_EMAIL = "admin@example.com";

    public static final String ADMIN_PASSWORD = "admin-password-of-tests";

    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test host",
                                Map.of(
                                        "dupabase.host.database-url", TestPostgres.newDatabase(),
                                        "dupabase.secrets.master-encryption-key", MASTER_KEY,
                                        "dupabase.secrets.platform-jwt-secret",
                                                "only-for-tests-only-for-tests-only",
                                        "dupabase.secrets.admin-email", ADMIN_EMAIL,
                                        "dupabase.secrets.admin-password", ADMIN_PASSWORD)));
    }
}
