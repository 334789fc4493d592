package dev.dupabase.auth.saml;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/// What an identity provider says of itself (SAML metadata §2.4).
///
/// @param signInUrl where users are sent by redirect
/// @param keys that sign its assertions
/// @param validUntil after which the document says nothing any more
/// @param cacheFor how long it may be kept without a look
record IdpMetadata(
        String entityId,
        String signInUrl,
        List<PublicKey> keys,
        Optional<Instant> validUntil,
        Optional<Duration> cacheFor) {

    /// @throws SamlFault with the reason for whoever set it up
    static IdpMetadata parse(String xml) {
        var root = Xml.parse(xml).getDocumentElement();
        if (!Xml.is(root, SamlNames.METADATA, "EntityDescriptor")) {
            throw new SamlFault("SAML Metadata does not have one EntityDescriptor as its root");
        }
        var entityId = root.getAttribute("entityID");
        if (entityId.isEmpty()) {
            throw new SamlFault("SAML Metadata does not contain an EntityID");
        }
        var descriptors = Xml.children(root, SamlNames.METADATA, "IDPSSODescriptor");
        if (descriptors.isEmpty()) {
            throw new SamlFault("SAML Metadata does not contain any IDPSSODescriptor");
        }
        if (descriptors.size() > 1) {
            throw new SamlFault("SAML Metadata contains multiple IDPSSODescriptors");
        }
        var idp = descriptors.getFirst();
        var keys = keys(idp);
        if (keys.isEmpty()) {
            throw new SamlFault("SAML Metadata does not contain a certificate for signing");
        }
        return new IdpMetadata(
                entityId,
                signInUrl(idp),
                keys,
                validUntil(root).or(() -> validUntil(idp)),
                cacheFor(root).or(() -> cacheFor(idp)));
    }

    private static String signInUrl(Element idp) {
        return Xml.children(idp, SamlNames.METADATA, "SingleSignOnService").stream()
                .filter(service -> service.getAttribute("Binding").equals(SamlNames.REDIRECT))
                .map(service -> service.getAttribute("Location"))
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .findFirst()
                .orElseThrow(() ->
                        new SamlFault(
                                "SAML Metadata does not contain a SingleSignOnService with the"
                                        + " HTTP-Redirect binding"));
    }

    private static List<PublicKey> keys(Element idp) {
        var keys = new ArrayList<PublicKey>();
        for (var descriptor : Xml.children(idp, SamlNames.METADATA, "KeyDescriptor")) {
            if (descriptor.getAttribute("use").equals("encryption")) {
                continue;
            }
            var certificates =
                    descriptor.getElementsByTagNameNS(SamlNames.SIGNATURE, "X509Certificate");
            for (int i = 0; i < certificates.getLength(); i++) {
                keys.add(key(certificates.item(i).getTextContent()));
            }
        }
        return keys;
    }

    private static PublicKey key(String text) {
        try {
            var bytes = Base64.getMimeDecoder().decode(text);
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes))
                    .getPublicKey();
        } catch (CertificateException | IllegalArgumentException e) {
            throw new SamlFault("SAML Metadata contains a certificate that cannot be read", e);
        }
    }

    private static Optional<Instant> validUntil(Element element) {
        var text = element.getAttribute("validUntil");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new SamlFault("SAML Metadata has a validUntil that is not a time", e);
        }
    }

    private static Optional<Duration> cacheFor(Element element) {
        var text = element.getAttribute("cacheDuration");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Whether it should be fetched anew.
    boolean isStale(Instant readAt, Instant now) {
        if (validUntil.filter(now::isAfter).isPresent()) {
            return true;
        }
        if (cacheFor.isPresent()) {
            return now.isAfter(readAt.plus(cacheFor.get()));
        }
        return validUntil.isEmpty() && now.isAfter(readAt.plus(Duration.ofDays(1)));
    }
}
