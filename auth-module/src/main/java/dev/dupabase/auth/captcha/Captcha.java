package dev.dupabase.auth.captcha;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBodies;
import dev.dupabase.auth.session.Callers;
import dev.dupabase.auth.settings.SecuritySettings;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.outbound.GuardedHttpClient;
import dev.dupabase.platform.outbound.OutboundException;
import dev.dupabase.platform.outbound.OutboundRequest;
import dev.dupabase.platform.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets people pass and programs not, where the project wants it (contracts/auth.md §4.10).
@Component
public class Captcha {
    private static final Logger LOG = LoggerFactory.getLogger(Captcha.class);
    private static final String REFUSED = "captcha protection: request disallowed (%s)";

    /// What of a body is for us.
    record Body(Optional<Security> gotrueMetaSecurity) {
        record Security(String captchaToken) {}

        String token() {
            return gotrueMetaSecurity.map(Security::captchaToken).orElse("").strip();
        }
    }

    private final GuardedHttpClient client;
    private final CaptchaAddresses addresses;
    private final JsonBodies bodies;
    private final Callers callers;
    private final JsonMapper json;

    Captcha(
            GuardedHttpClient client,
            CaptchaAddresses addresses,
            JsonBodies bodies,
            Callers callers,
            JsonMapper json) {
        this.client = client;
        this.addresses = addresses;
        this.bodies = bodies;
        this.callers = callers;
        this.json = json;
    }

    /// Must not be called inside a transaction of the project.
    ///
    /// @throws ApiException unless the request has been solved by a person, or comes from an
    ///   administrator
    public void require(AuthRequest request) {
        var settings = request.settings().security().captcha();
        if (!settings.enabled() || callers.isAdministrator(request)) {
            return;
        }
        var token = bodies.read(request, Body.class).token();
        if (token.isEmpty()) {
            throw AuthError.CAPTCHA_FAILED.refuse(REFUSED.formatted("no captcha_token found"));
        }
        var answer = ask(request, settings, token);
        if (!answer.path("success").asBoolean(false)) {
            var codes =
                    answer.path("error-codes")
                            .valueStream()
                            .map(code -> code.asString(""))
                            .collect(Collectors.joining(", "));
            throw AuthError.CAPTCHA_FAILED.refuse(REFUSED.formatted(codes));
        }
    }

    private JsonNode ask(AuthRequest request, SecuritySettings.Captcha settings, String token) {
        var form =
                "secret=%s&response=%s&remoteip=%s"
                        .formatted(
                                encode(settings.secret().map(Secret::reveal).orElse("")),
                                encode(token),
                                encode(request.clientAddress()));
        try {
            var response =
                    client.send(
                            OutboundRequest.post(
                                            addresses.of(settings.provider()),
                                            "application/x-www-form-urlencoded",
                                            form)
                                    .within(settings.timeout()));
            return json.readTree(response.body());
        } catch (OutboundException | JacksonException e) {
            LOG.warn(
                    "project {}: {} did not judge a captcha: {}",
                    request.project().ref(),
                    settings.provider(),
                    e.getMessage());
            throw AuthError.UNEXPECTED_FAILURE.refuse("captcha verification process failed");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
