package dev.dupabase.auth.sms;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the providers of text messages answer. Other addresses are for operators behind a gateway,
/// and for tests.
@ConfigurationProperties("dupabase.auth.sms")
record ServiceAddresses(
        @DefaultValue("https://api.twilio.com") URI twilio,
        @DefaultValue("https://verify.twilio.com") URI twilioVerify,
        @DefaultValue("https://rest.messagebird.com") URI messagebird,
        @DefaultValue("https://api.textlocal.in") URI textlocal,
        @DefaultValue("https://rest.nexmo.com") URI vonage) {}
