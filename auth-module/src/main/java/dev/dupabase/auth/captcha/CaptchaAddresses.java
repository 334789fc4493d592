package dev.dupabase.auth.captcha;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the services answer. Other addresses are for operators behind a gateway, and for tests.
@ConfigurationProperties("dupabase.auth.captcha")
record CaptchaAddresses(
        @DefaultValue("https://api.hcaptcha.com/siteverify") URI hcaptcha,
        @DefaultValue("https://challenges.cloudflare.com/turnstile/v0/siteverify") URI turnstile) {
    URI of(String provider) {
        return provider.equals("turnstile") ? turnstile : hcaptcha;
    }
}
