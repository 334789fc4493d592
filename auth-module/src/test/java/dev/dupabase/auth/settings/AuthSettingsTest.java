package dev.dupabase.auth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.error.ApiException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AuthSettingsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static AuthSettings read(String overrides) {
        return AuthSettings.read((ObjectNode) JSON.readTree(overrides));
    }

    @Test
    void without_overrides_the_defaults_of_the_product_hold() {
        var settings = read("{}");

        assertThat(settings.disableSignup()).isFalse();
        assertThat(settings.mailer().autoconfirm()).isFalse();
        assertThat(settings.mailer().secureChange()).isTrue();
        assertThat(settings.mailer().codeLife()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.jwt().expiry()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.password().minLength()).isEqualTo(6);
        assertThat(settings.security().rotation()).isTrue();
        assertThat(settings.security().reuseInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.security().tokenFormat()).isEqualTo(2);
        assertThat(settings.external().email()).isTrue();
        assertThat(settings.external().anonymousUsers()).isFalse();
        assertThat(settings.rateLimits().emailSent()).isEmpty();
        assertThat(settings.rateLimits().otp())
                .isEqualTo(new RateLimitSettings.Rate(30, Duration.ofMinutes(5)));
    }

    @Test
    void names_count_in_any_case_with_or_without_prefix_and_values_as_text() {
        var settings =
                read(
                        """
                        {"GOTRUE_DISABLE_SIGNUP": "true", "mailer_autoconfirm": true,
                         "gotrue_sessions_timebox": "1h30m", "PASSWORD_MIN_LENGTH": "10",
                         "URI_ALLOW_LIST": "https://a.example/**, https://b.example/*",
                         "RATE_LIMIT_EMAIL_SENT": "100/30m",
                         "EXTERNAL_GITHUB_ENABLED": true, "EXTERNAL_GITHUB_CLIENT_ID": ["x", "y"]}
                        """);

        assertThat(settings.disableSignup()).isTrue();
        assertThat(settings.mailer().autoconfirm()).isTrue();
        assertThat(settings.sessions().timebox()).isEqualTo(Duration.ofMinutes(90));
        assertThat(settings.password().minLength()).isEqualTo(10);
        assertThat(settings.site().allowList())
                .containsExactly("https://a.example/**", "https://b.example/*");
        assertThat(settings.rateLimits().emailSent())
                .contains(new RateLimitSettings.Rate(100, Duration.ofMinutes(30)));
        assertThat(settings.external().providers().get("github").enabled()).isTrue();
        assertThat(settings.external().providers().get("github").clientIds())
                .containsExactly("x", "y");
    }

    @ParameterizedTest
    @CsvSource({
        "JWT_KEYS",
        "HOOK_SEND_EMAIL_SECRETS",
        "HOOK_CUSTOM_ACCESS_TOKEN_SECRETS",
        "SMTP_PASS",
        "SMTP_HEADERS",
        "SMS_TEST_OTP",
        "SMS_TWILIO_AUTH_TOKEN",
        "SMS_TWILIO_VERIFY_AUTH_TOKEN",
        "SMS_MESSAGEBIRD_ACCESS_KEY",
        "SMS_TEXTLOCAL_API_KEY",
        "SMS_VONAGE_API_KEY",
        "SMS_VONAGE_API_SECRET",
        "SECURITY_CAPTCHA_SECRET",
        "EXTERNAL_GITHUB_SECRET",
        "SAML_PRIVATE_KEY"
    })
    void what_opens_doors_is_a_secret(String name) {
        assertThat(new AuthSettingsSection().isSecret(name)).isTrue();
    }

    @Test
    void what_is_in_force_is_shown_by_the_names_of_the_contract_without_secrets() {
        var shown = read("{\"smtp_pass\": \"hunter2\", \"JWT_EXP\": 60}").shown();

        assertThat(shown)
                .containsAllEntriesOf(
                        Map.of(
                                "JWT_EXP",
                                60,
                                "DISABLE_SIGNUP",
                                false,
                                "MAILER_AUTOCONFIRM",
                                false,
                                "SESSIONS_TIMEBOX",
                                "0s",
                                "SMTP_MAX_FREQUENCY",
                                "1m0s",
                                "PASSWORD_MIN_LENGTH",
                                6));
        assertThat(shown.toString()).doesNotContain("hunter2");
        assertThat(shown.get("SMTP_PASS")).isEqualTo("********");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"PASSWORD_MIN_LENGTH\": 5} | PASSWORD_MIN_LENGTH",
                "{\"PASSWORD_MIN_LENGTH\": \"many\"} | PASSWORD_MIN_LENGTH",
                "{\"MAILER_AUTOCONFIRM\": \"perhaps\"} | MAILER_AUTOCONFIRM",
                "{\"SESSIONS_TIMEBOX\": \"soon\"} | SESSIONS_TIMEBOX",
                "{\"DISABLE_SIGNUP\": {}} | DISABLE_SIGNUP",
                "{\"RATE_LIMIT_EMAIL_SENT\": \"-1\"} | RATE_LIMIT_EMAIL_SENT",
                "{\"NO_SUCH_SETTING\": 1} | NO_SUCH_SETTING",
                "{\"DISABLE_SIGNUP\": true, \"GOTRUE_DISABLE_SIGNUP\": true} | DISABLE_SIGNUP",
            })
    void what_is_not_allowed_is_refused_by_name(String overrides, String field) {
        assertThatThrownBy(() -> read(overrides))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.fields()).containsKey(field));
    }
}
