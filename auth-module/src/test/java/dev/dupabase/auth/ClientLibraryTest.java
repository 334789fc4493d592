package dev.dupabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Drives this module with the real `@supabase/supabase-js`: the tests are in `src/test/js`.
class ClientLibraryTest extends AuthServer {
    private static final Path FOLDER = Path.of("src/test/js").toAbsolutePath();

    @Test
    void the_client_library_works_unchanged() throws Exception {
        install();
        var projects = new LinkedHashMap<String, TestProject>();
        projects.put(
                "open",
                newProject(
                        "{\"MAILER_AUTOCONFIRM\": true,"
                                + " \"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}"));
        projects.put(
                "phones",
                newProject(
                        """
                        {"EXTERNAL_PHONE_ENABLED": true, "SMS_TEST_OTP":
                         "15550001001=123456,15550001002=123456,15550001003=123456,15550001004=123456,15550001009=123456"}
                        """));
        projects.put(
                "closed",
                newProject("{\"DISABLE_SIGNUP\": true, \"EXTERNAL_EMAIL_ENABLED\": false}"));
        projects.put("federation", newProject(federation()));
        ServerVariants.settings()
                .forEach((name, settings) -> projects.put(name, newProject(settings)));
        run(Map.of("PROJECTS", environment(projects)), "node", "--test");
    }

    private static String federation() {
        return """
        {"MAILER_AUTOCONFIRM": true, "SECURITY_MANUAL_LINKING_ENABLED": true,
         "URI_ALLOW_LIST": "https://app.example/**,https://app.example/",
         "EXTERNAL_GOOGLE_ENABLED": true, "EXTERNAL_GOOGLE_CLIENT_ID": "shop",
         "EXTERNAL_GOOGLE_SECRET": "hush", "EXTERNAL_GOOGLE_URL": "%s",
         "EXTERNAL_WEB3_SOLANA_ENABLED": true, "OAUTH_SERVER_ENABLED": true,
         "OAUTH_SERVER_AUTHORIZATION_PATH": "/oauth/consent",
         "SAML_ENABLED": true, "SAML_PRIVATE_KEY": "%s"}
        """
                .formatted(OpenIdServer.issuer("google"), rsaKey());
    }

    private static String rsaKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            return Base64.getEncoder().encodeToString(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String environment(Map<String, TestProject> projects) {
        var values = new LinkedHashMap<String, Map<String, String>>();
        projects.forEach((name, project) -> values.put(name, project.forClients()));
        values.computeIfPresent(
                "federation",
                (name, found) -> {
                    var more = new LinkedHashMap<>(found);
                    more.put("provider", OpenIdServer.issuer("google"));
                    return more;
                });
        return JsonMapper.builder().build().writeValueAsString(values);
    }

    private static void install() throws IOException, InterruptedException {
        var lock = Files.readString(FOLDER.resolve("package-lock.json"));
        var installed = FOLDER.resolve("node_modules/.installed");
        if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
            Files.writeString(installed, lock);
        }
    }

    private static void run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("client-library", ".log");
        var builder =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            var ended = process.waitFor(5, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
