package dev.dupabase.auth.saml;

import dev.dupabase.platform.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.KeyGenerator;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.keys.KeyInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// An identity provider that signs whatever a test wants it to.
final class TestIdp {
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private final SamlKeys keys = newKeys();
    final String entityId = "https://idp.example/" + UUID.randomUUID();

    static SamlKeys newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var encoded = generator.generateKeyPair().getPrivate().getEncoded();
            return SamlKeys.of(new Secret(Base64.getEncoder().encodeToString(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String metadata() {
        return """
        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
        <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
        <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
        <X509Certificate>%s</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
        <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
        Location="https://idp.example/sso?tenant=1"/></IDPSSODescriptor></EntityDescriptor>
        """
                .formatted(entityId, keys.certificate());
    }

    /// What it says of somebody; changed by tests as text before it is signed.
    ///
    /// @param requestId what it answers; empty: nothing
    String assertion(String audience, String recipient, String requestId, String email) {
        var answers = requestId.isEmpty() ? "" : " InResponseTo=\"%s\"".formatted(requestId);
        var now = Instant.now();
        return """
        <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a%s" Version="2.0" \
        IssueInstant="%s"><saml:Issuer>%s</saml:Issuer><saml:Subject><saml:NameID \
        Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">subject-%s</saml:NameID>\
        <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
        <saml:SubjectConfirmationData Recipient="%s" NotOnOrAfter="%s"%s/></saml:SubjectConfirmation>\
        </saml:Subject><saml:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml:AudienceRestriction>\
        <saml:Audience>%s</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
        <saml:AuthnStatement AuthnInstant="%s" SessionNotOnOrAfter="%s"/><saml:AttributeStatement>\
        <saml:Attribute Name="mail"><saml:AttributeValue>%s</saml:AttributeValue></saml:Attribute>\
        <saml:Attribute Name="dn"><saml:AttributeValue>Ann Example</saml:AttributeValue></saml:Attribute>\
        <saml:Attribute Name="team"><saml:AttributeValue>red</saml:AttributeValue>\
        <saml:AttributeValue>blue</saml:AttributeValue></saml:Attribute>\
        </saml:AttributeStatement></saml:Assertion>\
        """
                .formatted(
                        UUID.randomUUID(),
                        now,
                        entityId,
                        email,
                        recipient,
                        now.plusSeconds(300),
                        answers,
                        now.minusSeconds(30),
                        now.plusSeconds(300),
                        audience,
                        now,
                        now.plusSeconds(3600),
                        email);
    }

    String response(String recipient, String requestId, String assertion) {
        var answers = requestId.isEmpty() ? "" : " InResponseTo=\"%s\"".formatted(requestId);
        return """
        <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="r%s" Version="2.0" \
        IssueInstant="%s" Destination="%s"%s><saml:Issuer \
        xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer><samlp:Status>\
        <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>%s\
        </samlp:Response>\
        """
                .formatted(
                        UUID.randomUUID(), Instant.now(), recipient, answers, entityId, assertion);
    }

    /// Signs the assertion of a response.
    String signAssertion(String response) {
        var document = Xml.parse(response);
        sign(
                Xml.child(document.getDocumentElement(), SamlNames.ASSERTION, "Assertion")
                        .orElseThrow(),
                XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256,
                SHA256);
        return Xml.print(document);
    }

    String signResponse(String response) {
        var document = Xml.parse(response);
        sign(document.getDocumentElement(), XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, SHA256);
        return Xml.print(document);
    }

    String signWeakly(String response) {
        var document = Xml.parse(response);
        sign(
                document.getDocumentElement(),
                XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA1,
                "http://www.w3.org/2000/09/xmldsig#sha1");
        return Xml.print(document);
    }

    /// Encrypts the assertion of a response for a key.
    static String encrypt(String response, PublicKey key) {
        try {
            org.apache.xml.security.Init.init();
            var document = Xml.parse(response);
            var assertion =
                    Xml.child(document.getDocumentElement(), SamlNames.ASSERTION, "Assertion")
                            .orElseThrow();
            var envelope = document.createElementNS(SamlNames.ASSERTION, "saml:EncryptedAssertion");
            document.getDocumentElement().replaceChild(envelope, assertion);
            envelope.appendChild(assertion);
            var generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            var secret = generator.generateKey();
            var wrap = XMLCipher.getInstance(XMLCipher.RSA_OAEP);
            wrap.init(XMLCipher.WRAP_MODE, key);
            var wrapped = wrap.encryptKey(document, secret);
            var cipher = XMLCipher.getInstance(XMLCipher.AES_256_GCM);
            cipher.init(XMLCipher.ENCRYPT_MODE, secret);
            var info = new KeyInfo(document);
            info.add(wrapped);
            cipher.getEncryptedData().setKeyInfo(info);
            cipher.doFinal(document, assertion, false);
            return Xml.print(document);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void sign(Element element, String algorithm, String digest) {
        try {
            org.apache.xml.security.Init.init();
            Document document = element.getOwnerDocument();
            element.setIdAttribute("ID", true);
            var signature = new XMLSignature(document, "", algorithm, EXCLUSIVE);
            var issuer = Xml.child(element, SamlNames.ASSERTION, "Issuer").orElseThrow();
            element.insertBefore(signature.getElement(), issuer.getNextSibling());
            var transforms = new Transforms(document);
            transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
            transforms.addTransform(EXCLUSIVE);
            signature.addDocument("#" + element.getAttribute("ID"), transforms, digest);
            signature.sign(keys.privateKey());
        } catch (XMLSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }
}
