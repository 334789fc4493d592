package dev.dupabase.auth.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/// How often one address may ask, endpoint by endpoint (contracts/auth.md §4.8).
@TestPropertySource(properties = "dupabase.http.rate-limit-auth=10000/s:10000")
class AddressLimitsTest extends AuthServer {
    @ParameterizedTest
    @CsvSource({
        "RATE_LIMIT_OTP, POST, /otp",
        "RATE_LIMIT_OTP, POST, /signup",
        "RATE_LIMIT_OTP, POST, /recover",
        "RATE_LIMIT_OTP, POST, /magiclink",
        "RATE_LIMIT_OTP, POST, /resend",
        "RATE_LIMIT_VERIFY, POST, /verify",
        "RATE_LIMIT_VERIFY, GET, /verify?type=signup&token=x",
        "RATE_LIMIT_TOKEN_REFRESH, POST, /token?grant_type=password",
        "RATE_LIMIT_TOKEN_REFRESH, POST, /token?grant_type=refresh_token",
        "RATE_LIMIT_ANONYMOUS_USERS, POST, /signup"
    })
    void one_too_many_is_told_to_wait(String setting, String method, String path) {
        var project =
                newProject(
                        "{\"%s\": 2, \"SMTP_MAX_FREQUENCY\": \"0s\", \"MAILER_AUTOCONFIRM\": true, \"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}"
                                .formatted(setting));
        var body =
                setting.contains("ANONYMOUS")
                        ? "{}"
                        : "{\"email\":\"a@example.com\",\"password\":\"x\"}";
        for (int i = 0; i < 2; i++) {
            assertThat(project.send(method, path, method.equals("GET") ? null : body).status())
                    .isNotEqualTo(429);
        }

        var reply = project.send(method, path, method.equals("GET") ? null : body);

        reply.refused(429, "over_request_rate_limit", "Request rate limit reached");
        assertThat(reply.header("Retry-After")).matches("\\d+");
    }

    @Test
    void endpoints_and_projects_do_not_share_their_limits() {
        var project = newProject("{\"RATE_LIMIT_OTP\": 1, \"MAILER_AUTOCONFIRM\": true}");
        var other = newProject("{\"RATE_LIMIT_OTP\": 1, \"MAILER_AUTOCONFIRM\": true}");
        var body = "{\"email\":\"a@example.com\"}";
        project.post("/recover", body).ok();
        assertThat(project.post("/recover", body).status()).isEqualTo(429);

        assertThat(
                        project.post("/resend", "{\"type\":\"signup\",\"email\":\"a@example.com\"}")
                                .status())
                .isEqualTo(200);
        other.post("/recover", body).ok();
        var user = project.signUp("ann@example.com", "secret-1");
        var bearer = TestProject.bearer(user.text("access_token"));
        project.put("/user", "{\"data\":{}}", bearer).ok();
        assertThat(project.put("/user", "{\"data\":{}}", bearer).status()).isEqualTo(429);
        project.get("/user", bearer).ok();
    }
}
