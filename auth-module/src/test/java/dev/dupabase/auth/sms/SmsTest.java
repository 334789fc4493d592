package dev.dupabase.auth.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.LocalService.Answer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.ServedByOthers;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.json.JsonMapper;

/// Codes by text message, through servers that answer as the providers document it.
@TestInstance(Lifecycle.PER_CLASS)
class SmsTest extends ServedByOthers {
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);
    private static final Pattern CODE = Pattern.compile("\\d{6}");

    private static final String TWILIO =
            """
            {"EXTERNAL_PHONE_ENABLED": true, "MAILER_AUTOCONFIRM": true, "SMS_PROVIDER": "twilio",
             "SMS_TWILIO_ACCOUNT_SID": "AC1", "SMS_TWILIO_AUTH_TOKEN": "tok",
             "SMS_TWILIO_MESSAGE_SERVICE_SID": "MG1", "RATE_LIMIT_SMS_SENT": "1000",
             "EXTERNAL_ANONYMOUS_USERS_ENABLED": true}
            """;

    private TestProject project;

    @BeforeAll
    void makeProject() {
        project = newProject(TWILIO);
    }

    @BeforeEach
    void twilio() {
        SERVICE.answer(call -> Answer.json(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}"));
    }

    @Test
    void a_sign_up_by_phone_is_confirmed_by_the_code_that_was_sent() {
        var phone = number();

        var user =
                project.post(
                                "/signup",
                                """
                                {"phone":"+%s","password":"secret-1","data":{"name":"Ann"}}
                                """
                                        .formatted(phone))
                        .ok();

        assertThat(user.text("phone")).isEqualTo(phone);
        assertThat(user.text("email")).isEmpty();
        assertThat(user.text("app_metadata.provider")).isEqualTo("phone");
        assertThat(user.text("identities.0.provider")).isEqualTo("phone");
        assertThat(user.text("user_metadata.name")).isEqualTo("Ann");
        assertThat(user.at("phone_confirmed_at").isMissingNode()).isTrue();
        assertThat(SERVICE.last().field("To")).isEqualTo("+" + phone);
        assertThat(SERVICE.last().field("Body")).matches("Your code is \\d{6}");
        signIn(phone, "secret-1").refused(400, "phone_not_confirmed", "Phone not confirmed");
        verify(project, "sms", phone, "000000")
                .refused(403, "otp_expired", "Token has expired or is invalid");

        var session = verify(project, "sms", phone, sent()).ok();

        assertThat(session.at("user.phone_confirmed_at").isMissingNode()).isFalse();
        assertThat(session.text("user.identities.0.identity_data.phone_verified"))
                .isEqualTo("true");
        signIn(phone, "secret-1").ok();
        verify(project, "sms", phone, sent())
                .refused(403, "otp_expired", "Token has expired or is invalid");
    }

    @Test
    void a_known_number_gets_the_same_answer_and_no_message() {
        var phone = confirmed();
        SERVICE.calls().clear();

        var reply = project.post("/signup", credentials(phone)).ok();

        assertThat(reply.at("identities").size()).isZero();
        assertThat(reply.text("phone")).isEqualTo(phone);
        assertThat(SERVICE.calls()).isEmpty();
    }

    @Test
    void a_code_signs_in_known_and_new_numbers() {
        var phone = confirmed();
        project.execute("update auth.users set confirmation_sent_at = null");

        var reply = project.post("/otp", "{\"phone\":\"%s\"}".formatted(phone)).ok();
        assertThat(reply.text("message_id")).isEqualTo("SM1");
        assertThat(verify(project, "sms", phone, sent()).ok().text("user.phone")).isEqualTo(phone);

        var fresh = number();
        project.post("/otp", "{\"phone\":\"%s\",\"create_user\":false}".formatted(fresh))
                .refused(422, "otp_disabled", "Signups not allowed for otp");
        project.post("/otp", "{\"phone\":\"%s\"}".formatted(fresh)).ok();
        project.post("/otp", "{\"phone\":\"%s\"}".formatted(fresh))
                .refused(
                        429,
                        "over_sms_send_rate_limit",
                        "For security purposes, you can only request this after 60 seconds.");
        verify(project, "sms", fresh, sent()).ok();
    }

    @Test
    void bad_numbers_and_channels_are_refused_in_words() {
        project.post("/otp", "{\"phone\":\"0123\"}")
                .refused(400, "validation_failed", "Invalid phone number format (E.164 required)");
        verify(project, "sms", "0123", "123456")
                .refused(400, "validation_failed", "Invalid phone number format (E.164 required)");
        verify(project, "sms", number(), "123456")
                .refused(403, "otp_expired", "Token has expired or is invalid");
        assertThat(project.post("/otp", "{\"phone\":\"49301\",\"channel\":\"fax\"}").text("msg"))
                .startsWith("Invalid channel");
        verify(project, "signup", number(), "123456")
                .refused(400, "validation_failed", "Unsupported verification type");
    }

    @Test
    void a_new_number_is_taken_once_its_owner_has_agreed() {
        var phone = confirmed();
        var bearer = TestProject.bearer(signIn(phone, "secret-1").text("access_token"));
        var wanted = number();

        var reply = project.put("/user", "{\"phone\":\"+%s\"}".formatted(wanted), bearer).ok();
        assertThat(reply.text("phone")).isEqualTo(phone);
        assertThat(reply.text("new_phone")).isEqualTo(wanted);
        assertThat(SERVICE.last().field("To")).isEqualTo("+" + wanted);
        verify(project, "sms", wanted, sent())
                .refused(403, "otp_expired", "Token has expired or is invalid");

        var session = verify(project, "phone_change", wanted, sent()).ok();

        assertThat(session.text("user.phone")).isEqualTo(wanted);
        assertThat(session.text("user.identities.0.identity_data.phone")).isEqualTo(wanted);
        project.put("/user", "{\"phone\":\"%s\"}".formatted(confirmed()), bearer)
                .refused(
                        422,
                        "phone_exists",
                        "A user with this phone number has already been registered");
    }

    @Test
    void an_anonymous_user_becomes_known_by_a_number() {
        var anonymous = project.post("/signup", "{}").ok();
        var bearer = TestProject.bearer(anonymous.text("access_token"));
        var phone = number();

        project.put("/user", "{\"phone\":\"%s\"}".formatted(phone), bearer).ok();
        var session = verify(project, "phone_change", phone, sent()).ok();

        assertThat(session.text("user.id")).isEqualTo(anonymous.text("user.id"));
        assertThat(session.at("user.is_anonymous").asBoolean(true)).isFalse();
        assertThat(session.text("user.app_metadata.provider")).isEqualTo("phone");
    }

    @Test
    void codes_are_sent_again_to_those_who_wait_and_to_nobody_else() {
        var phone = number();
        project.post("/signup", credentials(phone)).ok();
        var first = sent();
        project.execute(
                "update auth.users set confirmation_sent_at = null where phone = '" + phone + "'");

        var reply =
                project.post("/resend", "{\"type\":\"sms\",\"phone\":\"%s\"}".formatted(phone))
                        .ok();

        assertThat(reply.text("message_id")).isEqualTo("SM1");
        if (!first.equals(sent())) {
            verify(project, "sms", phone, first)
                    .refused(403, "otp_expired", "Token has expired or is invalid");
        }
        verify(project, "sms", phone, sent()).ok();
        SERVICE.calls().clear();
        for (var other : new String[] {phone, number()}) {
            var answer =
                    project.post("/resend", "{\"type\":\"sms\",\"phone\":\"%s\"}".formatted(other));
            assertThat(answer.ok().text()).isEqualTo("{}");
        }
        assertThat(SERVICE.calls()).isEmpty();
    }

    @Test
    void who_has_only_a_number_reauthenticates_by_it() {
        configure(project, "{\"SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION\": true}");
        var phone = confirmed();
        var bearer = TestProject.bearer(signIn(phone, "secret-1").text("access_token"));
        project.execute("update auth.sessions set created_at = now() - interval '2 days'");

        project.get("/reauthenticate", bearer).ok();
        project.put("/user", "{\"password\":\"secret-2\",\"nonce\":\"000000\"}", bearer)
                .refused(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
        project.put(
                        "/user",
                        "{\"password\":\"secret-2\",\"nonce\":\"%s\"}".formatted(sent()),
                        bearer)
                .ok();
        signIn(phone, "secret-2").ok();
        configure(project, "{\"SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION\": null}");
    }

    @Test
    void a_code_is_burnt_after_ten_wrong_guesses_and_too_old_after_its_time() {
        var phone = number();
        project.post("/otp", "{\"phone\":\"%s\"}".formatted(phone)).ok();
        var code = sent();
        var wrong = code.equals("111111") ? "222222" : "111111";
        for (int i = 0; i < 10; i++) {
            assertThat(verify(project, "sms", phone, wrong).status()).isEqualTo(403);
        }
        assertThat(verify(project, "sms", phone, code).status()).isEqualTo(403);

        var slow = number();
        project.post("/otp", "{\"phone\":\"%s\"}".formatted(slow)).ok();
        project.execute(
                "update auth.users set confirmation_sent_at = now() - interval '61 seconds' where phone = '%s'"
                        .formatted(slow));
        assertThat(verify(project, "sms", slow, sent()).status()).isEqualTo(403);
    }

    @Test
    void twilio_is_called_as_it_documents_it() {
        project.post("/otp", "{\"phone\":\"%s\"}".formatted(number())).ok();
        var call = SERVICE.last();
        assertThat(call.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(call.headers().get("authorization")).isEqualTo("Basic " + base64("AC1:tok"));
        assertThat(call.field("MessagingServiceSid")).isEqualTo("MG1");

        configure(
                project,
                "{\"SMS_TWILIO_MESSAGE_SERVICE_SID\": \"+4930\", \"SMS_TWILIO_CONTENT_SID\": \"HX1\"}");
        var phone = number();
        project.post("/otp", "{\"phone\":\"%s\",\"channel\":\"whatsapp\"}".formatted(phone)).ok();
        assertThat(SERVICE.last().field("To")).isEqualTo("whatsapp:+" + phone);
        assertThat(SERVICE.last().field("From")).isEqualTo("whatsapp:+4930");
        assertThat(SERVICE.last().field("ContentSid")).isEqualTo("HX1");
        assertThat(SERVICE.last().field("ContentVariables")).matches("\\{\"1\":\"\\d{6}\"}");
        configure(
                project,
                "{\"SMS_TWILIO_MESSAGE_SERVICE_SID\": \"MG1\", \"SMS_TWILIO_CONTENT_SID\": null}");

        SERVICE.answer(
                call2 -> Answer.json(400, "{\"code\":21211,\"message\":\"Invalid 'To' number\"}"));
        project.post("/otp", "{\"phone\":\"%s\"}".formatted(number()))
                .refused(
                        422,
                        "sms_send_failed",
                        "Error sending confirmation OTP to provider: Invalid 'To' number");
    }

    @Test
    void twilio_verify_makes_and_checks_its_codes_itself() {
        var verifying =
                newProject(
                        """
                        {"EXTERNAL_PHONE_ENABLED": true, "SMS_PROVIDER": "twilio_verify",
                         "SMS_TWILIO_VERIFY_ACCOUNT_SID": "AC2",
                         "SMS_TWILIO_VERIFY_AUTH_TOKEN": "tok",
                         "SMS_TWILIO_VERIFY_MESSAGE_SERVICE_SID": "VA1"}
                        """);
        SERVICE.answer(call ->
                call.path().endsWith("/VerificationCheck")
                        ? Answer.json(
                                call.field("Code").equals("424242")
                                        ? "{\"status\":\"approved\"}"
                                        : "{\"status\":\"pending\"}")
                        : Answer.json(201, "{\"sid\":\"VE1\",\"status\":\"pending\"}"));
        var phone = number();

        assertThat(
                        verifying
                                .post("/otp", "{\"phone\":\"%s\"}".formatted(phone))
                                .ok()
                                .text("message_id"))
                .isEqualTo("VE1");
        assertThat(SERVICE.last().path()).isEqualTo("/v2/Services/VA1/Verifications");
        assertThat(SERVICE.last().field("Channel")).isEqualTo("sms");
        verify(verifying, "sms", phone, "111111")
                .refused(403, "otp_expired", "Token has expired or is invalid");
        verify(verifying, "sms", phone, "424242").ok();
        assertThat(verify(verifying, "sms", number(), "424242").status())
                .as("a number that asked for nothing")
                .isEqualTo(403);
    }

    @Test
    void messagebird_textlocal_and_vonage_are_called_as_they_document_it() {
        configure(
                project,
                """
                {"SMS_PROVIDER": "messagebird", "SMS_MESSAGEBIRD_ACCESS_KEY": "mb-key",
                 "SMS_MESSAGEBIRD_ORIGINATOR": "Shop", "SMS_TEXTLOCAL_API_KEY": "tl-key",
                 "SMS_TEXTLOCAL_SENDER": "SHOP", "SMS_VONAGE_API_KEY": "v-key",
                 "SMS_VONAGE_API_SECRET": "v-secret", "SMS_VONAGE_FROM": "Shop",
                 "SMS_TEMPLATE": "Grüße: {{ .Code }}"}
                """);
        SERVICE.answer(call -> Answer.json(201, "{\"id\":\"mb-1\"}"));
        var phone = number();
        assertThat(otp(phone)).isEqualTo("mb-1");
        assertThat(SERVICE.last().path()).isEqualTo("/messages");
        assertThat(SERVICE.last().headers().get("authorization")).isEqualTo("AccessKey mb-key");
        assertThat(SERVICE.last().field("recipients")).isEqualTo(phone);
        assertThat(SERVICE.last().field("originator")).isEqualTo("Shop");
        assertThat(SERVICE.last().field("body")).startsWith("Grüße: ");

        configure(project, "{\"SMS_PROVIDER\": \"textlocal\"}");
        SERVICE.answer("{\"status\":\"success\",\"messages\":[{\"id\":\"tl-1\"}]}");
        assertThat(otp(number())).isEqualTo("tl-1");
        assertThat(SERVICE.last().path()).isEqualTo("/send");
        assertThat(SERVICE.last().field("apikey")).isEqualTo("tl-key");
        SERVICE.answer(
                "{\"status\":\"failure\",\"errors\":[{\"code\":3,\"message\":\"Invalid number\"}]}");
        project.post("/otp", "{\"phone\":\"%s\"}".formatted(number()))
                .refused(
                        422,
                        "sms_send_failed",
                        "Error sending confirmation OTP to provider: Invalid number");

        configure(project, "{\"SMS_PROVIDER\": \"vonage\"}");
        SERVICE.answer("{\"messages\":[{\"status\":\"0\",\"message-id\":\"v-1\"}]}");
        assertThat(otp(number())).isEqualTo("v-1");
        assertThat(SERVICE.last().path()).isEqualTo("/sms/json");
        assertThat(SERVICE.last().field("api_secret")).isEqualTo("v-secret");
        assertThat(SERVICE.last().field("type")).isEqualTo("unicode");
        SERVICE.answer("{\"messages\":[{\"status\":\"4\",\"error-text\":\"Bad Credentials\"}]}");
        assertThat(project.post("/otp", "{\"phone\":\"%s\"}".formatted(number())).text("msg"))
                .endsWith("Bad Credentials");
        configure(project, "{\"SMS_PROVIDER\": \"twilio\", \"SMS_TEMPLATE\": null}");
    }

    @Test
    void numbers_for_tests_get_their_code_without_a_message() {
        configure(project, "{\"SMS_TEST_OTP\": \"+1234567890=123456,4930=654321\"}");
        SERVICE.calls().clear();

        var reply = project.post("/otp", "{\"phone\":\"+1234567890\"}").ok();

        assertThat(reply.text("message_id")).isEqualTo("test-otp");
        assertThat(SERVICE.calls()).isEmpty();
        verify(project, "sms", "1234567890", "123456").ok();
        configure(project, "{\"SMS_TEST_OTP_VALID_UNTIL\": \"2020-01-01T00:00:00Z\"}");
        project.execute("update auth.users set confirmation_sent_at = null");
        assertThat(otp("1234567890")).isEqualTo("SM1");
        configure(project, "{\"SMS_TEST_OTP\": null, \"SMS_TEST_OTP_VALID_UNTIL\": null}");
        assertThat(project.project().settings().overrides().toString()).doesNotContain("654321");
    }

    @Test
    void a_hook_sends_in_the_place_of_the_provider() {
        configure(
                project,
                """
                {"HOOK_SEND_SMS_ENABLED": true, "HOOK_SEND_SMS_URI": "%s/hook"}
                """
                        .formatted(SERVICE.url()));
        SERVICE.answer("{}");
        var phone = number();

        project.post("/otp", "{\"phone\":\"%s\"}".formatted(phone)).ok();

        var input = JsonMapper.shared().readTree(SERVICE.last().body());
        assertThat(input.path("metadata").path("name").asString()).isEqualTo("send-sms");
        assertThat(input.path("user").path("phone").asString()).isEqualTo(phone);
        verify(project, "sms", phone, input.path("sms").path("otp").asString()).ok();
        configure(project, "{\"HOOK_SEND_SMS_ENABLED\": null}");
    }

    @Test
    void a_project_has_a_limit_of_messages_and_none_without_a_provider() {
        var poor = newProject("{\"EXTERNAL_PHONE_ENABLED\": true, \"SMS_PROVIDER\": \"twilio\"}");
        poor.post("/otp", "{\"phone\":\"4930123\"}")
                .refused(500, "unexpected_failure", "Unable to get SMS provider");
        var closed = newProject("{}");
        closed.post("/signup", "{\"phone\":\"4930123\",\"password\":\"secret-1\"}")
                .refused(400, "phone_provider_disabled", "Phone signups are disabled");
        assertThat(closed.post("/otp", "{\"phone\":\"4930123\"}").text("error_code"))
                .isEqualTo("phone_provider_disabled");

        var limited = newProject(TWILIO.replace("\"1000\"", "\"1/1h\""));
        limited.post("/otp", "{\"phone\":\"%s\"}".formatted(number())).ok();
        limited.post("/otp", "{\"phone\":\"%s\"}".formatted(number()))
                .refused(429, "over_sms_send_rate_limit", "SMS rate limit exceeded");
    }

    @Test
    void without_confirmation_a_number_signs_up_at_once() {
        var open = newProject("{\"EXTERNAL_PHONE_ENABLED\": true, \"SMS_AUTOCONFIRM\": true}");
        var phone = number();

        var session = open.post("/signup", credentials(phone)).ok();

        assertThat(session.text("access_token")).isNotEmpty();
        open.post("/signup", credentials(phone))
                .refused(422, "user_already_exists", "User already registered");
        var bearer = TestProject.bearer(session.text("access_token"));
        var wanted = number();
        assertThat(
                        open.put("/user", "{\"phone\":\"%s\"}".formatted(wanted), bearer)
                                .ok()
                                .text("phone"))
                .isEqualTo(wanted);
    }

    private String otp(String phone) {
        return project.post("/otp", "{\"phone\":\"%s\"}".formatted(phone)).ok().text("message_id");
    }

    private String confirmed() {
        var phone = number();
        project.post("/signup", credentials(phone)).ok();
        verify(project, "sms", phone, sent()).ok();
        return phone;
    }

    private Reply signIn(String phone, String password) {
        return project.post(
                "/token?grant_type=password",
                "{\"phone\":\"+%s\",\"password\":\"%s\"}".formatted(phone, password));
    }

    private static Reply verify(TestProject project, String type, String phone, String code) {
        return project.post(
                "/verify",
                "{\"type\":\"%s\",\"phone\":\"%s\",\"token\":\"%s\"}".formatted(type, phone, code));
    }

    private static String credentials(String phone) {
        return "{\"phone\":\"%s\",\"password\":\"secret-1\"}".formatted(phone);
    }

    /// The code in the newest message.
    private static String sent() {
        var match = CODE.matcher(SERVICE.last().field("Body"));
        assertThat(match.find()).isTrue();
        return match.group();
    }

    private static String number() {
        return "4930" + NUMBERS.incrementAndGet() + "99";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
