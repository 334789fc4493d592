package dev.dupabase.platform.token;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;

/// How a project's tokens may be signed (RFC 7518, RFC 8037).
public enum TokenAlgorithm {
    HS256("HmacSHA256"),
    RS256("SHA256withRSA"),
    RS512("SHA512withRSA"),
    ES256("SHA256withECDSAinP1363Format"),
    ES512("SHA512withECDSAinP1363Format"),
    EDDSA("Ed25519");

    private final String javaName;

    TokenAlgorithm(String javaName) {
        this.javaName = javaName;
    }

    /// As headers and JWKs spell it.
    public String label() {
        return this == EDDSA ? "EdDSA" : name();
    }

    public static Optional<TokenAlgorithm> of(String label) {
        return Stream.of(values()).filter(known -> known.label().equals(label)).findFirst();
    }

    /// Whether who can verify can sign, too.
    public boolean isSymmetric() {
        return this == HS256;
    }

    byte[] sign(Key key, byte[] text) {
        try {
            if (key instanceof PrivateKey half) {
                var signature = Signature.getInstance(javaName);
                signature.initSign(half);
                signature.update(text);
                return signature.sign();
            }
            return mac(key, text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was checked does not sign", e);
        }
    }

    boolean verifies(Key key, byte[] text, byte[] signature) {
        try {
            if (key instanceof PublicKey half) {
                var verifier = Signature.getInstance(javaName);
                verifier.initVerify(half);
                verifier.update(text);
                return verifier.verify(signature);
            }
            return MessageDigest.isEqual(mac(key, text), signature);
        } catch (SignatureException | InvalidKeyException e) {
            // Of another length, or out of the key's range: not made by this key.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + javaName, e);
        }
    }

    private byte[] mac(Key key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance(javaName);
        mac.init(key);
        return mac.doFinal(text);
    }
}
