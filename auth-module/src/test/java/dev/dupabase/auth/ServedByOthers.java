package dev.dupabase.auth;

import java.util.List;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// A running server whose hooks and services elsewhere all are [#SERVICE]: one for all tests of a
/// run, since each server takes its time to start.
@TestPropertySource(properties = "dupabase.outbound.allowed=127.0.0.0/8")
public abstract class ServedByOthers extends AuthServer {
    /// Lives as long as the JVM.
    protected static final LocalService SERVICE = new LocalService();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        for (var provider :
                List.of("twilio", "twilio-verify", "messagebird", "textlocal", "vonage")) {
            properties.add("dupabase.auth.sms." + provider, SERVICE::url);
        }
        properties.add("dupabase.auth.captcha.hcaptcha", () -> SERVICE.url() + "/h");
        properties.add("dupabase.auth.captcha.turnstile", () -> SERVICE.url() + "/t");
        properties.add("dupabase.auth.pwned-passwords.address", () -> SERVICE.url() + "/range/");
    }
}
