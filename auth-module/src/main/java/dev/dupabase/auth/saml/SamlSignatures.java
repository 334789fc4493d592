package dev.dupabase.auth.saml;

import java.security.Key;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.xml.security.Init;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Checks signatures as SAML has them (core §5.4): enveloped, over the whole of the element that
/// they stand in and nothing else. What does not stand inside a signed element is never read.
final class SamlSignatures {
    private static final Set<String> ALGORITHMS =
            Set.of(
                    XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256,
                    XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA384,
                    XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA512,
                    XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA256,
                    XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA384,
                    XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA512);
    private static final Set<String> DIGESTS =
            Set.of(
                    "http://www.w3.org/2001/04/xmlenc#sha256",
                    "http://www.w3.org/2001/04/xmldsig-more#sha384",
                    "http://www.w3.org/2001/04/xmlenc#sha512");
    private static final Set<String> TRANSFORMS =
            Set.of(
                    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                    "http://www.w3.org/2001/10/xml-exc-c14n#",
                    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");

    static {
        Init.init();
    }

    private SamlSignatures() {}

    static boolean isSigned(Element element) {
        return !Xml.children(element, SamlNames.SIGNATURE, "Signature").isEmpty();
    }

    /// @param keys of the provider's metadata: those in the document itself prove nothing
    /// @throws SamlFault unless one of the keys has signed exactly this element
    static void require(Element element, List<PublicKey> keys) {
        var signatures = Xml.children(element, SamlNames.SIGNATURE, "Signature");
        if (signatures.size() != 1) {
            throw new SamlFault("there must be one signature");
        }
        requireOwnIds(element.getOwnerDocument());
        element.setIdAttribute("ID", true);
        try {
            var signature = new XMLSignature(signatures.getFirst(), "", true);
            requireWhole(signature, element.getAttribute("ID"));
            for (var key : keys) {
                if (fits(signature, key) && signature.checkSignatureValue((Key) key)) {
                    return;
                }
            }
        } catch (XMLSecurityException e) {
            throw new SamlFault("the signature cannot be checked", e);
        }
        throw new SamlFault("the signature is not the provider's");
    }

    private static boolean fits(XMLSignature signature, PublicKey key) {
        var ecdsa = signature.getSignedInfo().getSignatureMethodURI().contains("ecdsa");
        return ecdsa == key.getAlgorithm().equals("EC");
    }

    /// One reference, to the element itself, by no more than its canonical form.
    private static void requireWhole(XMLSignature signature, String id)
            throws XMLSecurityException {
        var info = signature.getSignedInfo();
        if (!ALGORITHMS.contains(info.getSignatureMethodURI())) {
            throw new SamlFault("the signature's algorithm is not strong enough");
        }
        if (info.getLength() != 1 || id.isEmpty()) {
            throw new SamlFault("the signature must have one reference");
        }
        var reference = info.item(0);
        if (!("#" + id).equals(reference.getURI())) {
            throw new SamlFault("the signature is over something else");
        }
        if (!DIGESTS.contains(reference.getMessageDigestAlgorithm().getAlgorithmURI())) {
            throw new SamlFault("the signature's digest is not strong enough");
        }
        var transforms = reference.getTransforms();
        if (transforms == null || transforms.getLength() > 2) {
            throw new SamlFault("the signature's transforms are not allowed");
        }
        for (int i = 0; i < transforms.getLength(); i++) {
            if (!TRANSFORMS.contains(transforms.item(i).getURI())) {
                throw new SamlFault("the signature's transforms are not allowed");
            }
        }
        if (signature.getObjectLength() > 0) {
            throw new SamlFault("the signature must not hold anything");
        }
    }

    /// Two elements with one id would let one be checked and the other be read.
    private static void requireOwnIds(Document document) {
        var seen = new HashSet<String>();
        collect(document.getDocumentElement(), seen);
    }

    private static void collect(Element element, Set<String> seen) {
        for (var name : List.of("ID", "Id", "id")) {
            if (element.hasAttribute(name) && !seen.add(element.getAttribute(name))) {
                throw new SamlFault("two elements have one id");
            }
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                collect(child, seen);
            }
        }
    }
}
