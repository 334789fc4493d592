package dev.dupabase.auth.saml;

import java.security.PrivateKey;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.XMLCipher;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Opens an assertion that is encrypted for us, and puts it in its place. Its own signature, or
/// that of the response, is checked like any other's afterwards.
final class Decryption {
    private static final String ENCRYPTION = "http://www.w3.org/2001/04/xmlenc#";

    static {
        Init.init();
    }

    private Decryption() {}

    /// Does nothing if there is none.
    ///
    /// @throws SamlFault if it cannot be opened
    static void decrypt(Document document, PrivateKey key) {
        var response = document.getDocumentElement();
        var sealed = Xml.children(response, SamlNames.ASSERTION, "EncryptedAssertion");
        if (sealed.isEmpty()) {
            return;
        }
        if (sealed.size() > 1 || SamlSignatures.isSigned(response)) {
            throw new SamlFault("an encrypted assertion must be one, and signed itself");
        }
        var envelope = sealed.getFirst();
        var data =
                Xml.child(envelope, ENCRYPTION, "EncryptedData")
                        .orElseThrow(() -> new SamlFault("nothing is encrypted"));
        open(document, data, key);
        var assertion =
                Xml.child(envelope, SamlNames.ASSERTION, "Assertion")
                        .orElseThrow(() -> new SamlFault("what was encrypted is no assertion"));
        response.replaceChild(assertion, envelope);
    }

    /// The library declares nothing narrower than Exception.
    private static void open(Document document, Element data, PrivateKey key) {
        try {
            var cipher = XMLCipher.getInstance();
            cipher.setSecureValidation(true);
            cipher.init(XMLCipher.DECRYPT_MODE, null);
            cipher.setKEK(key);
            cipher.doFinal(document, data);
        } catch (Exception e) {
            // doFinal declares nothing narrower; whatever it is, the assertion is refused.
            throw new SamlFault("the assertion cannot be decrypted", e);
        }
    }
}
