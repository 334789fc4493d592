package dev.dupabase.auth.sms;

import dev.dupabase.auth.settings.SmsSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Speaks the APIs of the providers (contracts/auth.md §4.9).
@Component
class SmsProviders {
    private static final String BASIC_LATIN = "[\\x20-\\x7E\\r\\n]*";

    private final ProviderCalls calls;
    private final ServiceAddresses addresses;

    SmsProviders(ProviderCalls calls, ServiceAddresses addresses) {
        this.calls = calls;
        this.addresses = addresses;
    }

    /// What is to be sent.
    ///
    /// @param to digits without `+`
    /// @param code is part of the text
    record Message(String to, String text, String code, Channel channel) {}

    /// @return the provider's id of the message
    String send(SmsSettings.Provider provider, Message message) throws NotSent {
        return switch (provider) {
            case SmsSettings.Provider.Twilio twilio -> twilio(twilio, message);
            case SmsSettings.Provider.TwilioVerify verify -> verify(verify, message);
            case SmsSettings.Provider.MessageBird bird -> messageBird(bird, message);
            case SmsSettings.Provider.Textlocal textlocal -> textlocal(textlocal, message);
            case SmsSettings.Provider.Vonage vonage -> vonage(vonage, message);
        };
    }

    /// Asks the one provider that makes its codes itself.
    boolean isRight(SmsSettings.Provider.TwilioVerify verify, String phone, String code)
            throws NotSent {
        var answer =
                calls.post(
                        verifyAddress(verify, "VerificationCheck"),
                        ProviderCalls.basic(verify.account(), verify.token()),
                        Map.of("To", "+" + phone, "Code", code));
        return answer.isSuccess() && answer.body().path("status").asString("").equals("approved");
    }

    private String twilio(SmsSettings.Provider.Twilio account, Message message) throws NotSent {
        boolean whatsApp = message.channel() == Channel.WHATSAPP;
        var form = new LinkedHashMap<String, String>();
        form.put("To", whatsApp ? "whatsapp:+" + message.to() : "+" + message.to());
        if (account.sender().startsWith("MG")) {
            form.put("MessagingServiceSid", account.sender());
        } else {
            form.put("From", whatsApp ? "whatsapp:" + account.sender() : account.sender());
        }
        if (whatsApp && account.contentSid().isPresent()) {
            form.put("ContentSid", account.contentSid().get());
            form.put("ContentVariables", variables(message.code()));
        } else {
            form.put("Body", message.text());
        }
        var answer =
                calls.post(
                        resolve(
                                addresses.twilio(),
                                "/2010-04-01/Accounts/" + account.account() + "/Messages.json"),
                        ProviderCalls.basic(account.account(), account.token()),
                        form);
        var status = answer.body().path("status").asString("");
        if (!answer.isSuccess() || status.equals("failed") || status.equals("undelivered")) {
            throw refused(
                    answer, answer.isSuccess() ? "error_message" : "message", answer.status());
        }
        return answer.body().path("sid").asString("");
    }

    private static String variables(String code) {
        return JsonMapper.shared().writeValueAsString(Map.of("1", code));
    }

    private String verify(SmsSettings.Provider.TwilioVerify verify, Message message)
            throws NotSent {
        var answer =
                calls.post(
                        verifyAddress(verify, "Verifications"),
                        ProviderCalls.basic(verify.account(), verify.token()),
                        Map.of("To", "+" + message.to(), "Channel", message.channel().label()));
        if (!answer.isSuccess()) {
            throw refused(answer, "message", answer.status());
        }
        return answer.body().path("sid").asString("");
    }

    private URI verifyAddress(SmsSettings.Provider.TwilioVerify verify, String resource) {
        return resolve(
                addresses.twilioVerify(), "/v2/Services/" + verify.service() + "/" + resource);
    }

    private String messageBird(SmsSettings.Provider.MessageBird account, Message message)
            throws NotSent {
        var answer =
                calls.post(
                        resolve(addresses.messagebird(), "/messages"),
                        "AccessKey " + account.key().reveal(),
                        Map.of(
                                "originator",
                                account.originator(),
                                "recipients",
                                message.to(),
                                "body",
                                message.text(),
                                "type",
                                "sms",
                                "datacoding",
                                "unicode"));
        if (!answer.isSuccess()) {
            var first = answer.body().path("errors").path(0);
            throw new NotSent(first.path("description").asString("status " + answer.status()));
        }
        return answer.body().path("id").asString("");
    }

    private String textlocal(SmsSettings.Provider.Textlocal account, Message message)
            throws NotSent {
        var answer =
                calls.post(
                        resolve(addresses.textlocal(), "/send"),
                        "",
                        Map.of(
                                "apikey",
                                account.key().reveal(),
                                "sender",
                                account.sender(),
                                "message",
                                message.text(),
                                "numbers",
                                message.to()));
        if (!answer.body().path("status").asString("").equals("success")) {
            var first = answer.body().path("errors").path(0);
            throw new NotSent(first.path("message").asString("status " + answer.status()));
        }
        return answer.body().path("messages").path(0).path("id").asString("");
    }

    private String vonage(SmsSettings.Provider.Vonage account, Message message) throws NotSent {
        var form = new LinkedHashMap<String, String>();
        form.put("api_key", account.key().reveal());
        form.put("api_secret", account.secret().reveal());
        form.put("from", account.from());
        form.put("to", message.to());
        form.put("text", message.text());
        if (!message.text().matches(BASIC_LATIN)) {
            form.put("type", "unicode");
        }
        var answer = calls.post(resolve(addresses.vonage(), "/sms/json"), "", form);
        var first = answer.body().path("messages").path(0);
        if (!first.path("status").asString("").equals("0")) {
            throw new NotSent(first.path("error-text").asString("status " + answer.status()));
        }
        return first.path("message-id").asString("");
    }

    private static NotSent refused(ProviderCalls.Answer answer, String field, int status) {
        return new NotSent(answer.body().path(field).asString("status " + status));
    }

    private static URI resolve(URI base, String path) {
        return URI.create(base.toString().replaceAll("/$", "") + path);
    }
}
