package dev.dupabase.auth.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// The documents that we write ourselves.
final class Messages {
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final Duration LONG = Duration.ofDays(5 * 365);

    private static final String KEY =
            """
            <KeyDescriptor%s><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>\
            <X509Certificate>%s</X509Certificate></X509Data></KeyInfo></KeyDescriptor>\
            """;

    private Messages() {}

    /// @param decrypts whether assertions may be encrypted for our key
    /// @param downloaded whether it is to be kept in a file
    static String metadata(
            ServiceProvider provider, boolean decrypts, boolean downloaded, Instant now) {
        var keys = new StringBuilder();
        keys.append(
                KEY.formatted(decrypts ? "" : " use=\"signing\"", certificate(provider.keys())));
        provider.next()
                .ifPresent(
                        next -> keys.append(KEY.formatted(" use=\"signing\"", certificate(next))));
        var until =
                downloaded
                        ? " validUntil=\"%s\""
                                .formatted(now.plus(LONG).truncatedTo(ChronoUnit.SECONDS))
                        : "";
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s"%s>\
        <SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" \
        protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">%s\
        <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>\
        <NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>\
        <AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" \
        Location="%s" index="1" isDefault="true"/>\
        </SPSSODescriptor></EntityDescriptor>
        """
                .formatted(
                        escape(provider.entityId()), until, keys, escape(provider.consumerUrl()));
    }

    private static String certificate(SamlKeys keys) {
        return keys.certificate();
    }

    /// The address that carries a signed request (SAML bindings §3.4).
    static String redirect(
            ServiceProvider provider,
            IdpMetadata idp,
            Optional<String> nameIdFormat,
            String requestId,
            String relayState,
            Instant now) {
        var format = nameIdFormat.map(name -> " Format=\"%s\"".formatted(escape(name))).orElse("");
        var request =
                """
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" \
                IssueInstant="%s" Destination="%s" AssertionConsumerServiceURL="%s" \
                ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">\
                <saml:Issuer>%s</saml:Issuer>\
                <samlp:NameIDPolicy AllowCreate="true"%s/></samlp:AuthnRequest>\
                """
                        .formatted(
                                requestId,
                                now.truncatedTo(ChronoUnit.SECONDS),
                                escape(idp.signInUrl()),
                                escape(provider.consumerUrl()),
                                escape(provider.entityId()),
                                format);
        var query =
                "SAMLRequest=%s&RelayState=%s&SigAlg=%s"
                        .formatted(
                                encode(deflate(request)), encode(relayState), encode(RSA_SHA256));
        var joint = idp.signInUrl().contains("?") ? "&" : "?";
        return idp.signInUrl()
                + joint
                + query
                + "&Signature="
                + encode(provider.keys().sign(query));
    }

    private static String deflate(String text) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
