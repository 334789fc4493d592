package dev.dupabase.rest.token;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// The signature algorithms of tokens (RFC 7518, RFC 8037).
enum Algorithm {
    HS256("HmacSHA256", SecretKey.class, 0),
    HS384("HmacSHA384", SecretKey.class, 0),
    HS512("HmacSHA512", SecretKey.class, 0),
    RS256("SHA256withRSA", RSAPublicKey.class, 0),
    RS384("SHA384withRSA", RSAPublicKey.class, 0),
    RS512("SHA512withRSA", RSAPublicKey.class, 0),
    PS256("RSASSA-PSS", RSAPublicKey.class, 256),
    PS384("RSASSA-PSS", RSAPublicKey.class, 384),
    PS512("RSASSA-PSS", RSAPublicKey.class, 512),
    ES256("SHA256withECDSAinP1363Format", ECPublicKey.class, 256),
    ES384("SHA384withECDSAinP1363Format", ECPublicKey.class, 384),
    ES512("SHA512withECDSAinP1363Format", ECPublicKey.class, 521),
    EDDSA("EdDSA", EdECPublicKey.class, 0);

    private final String javaName;
    private final Class<? extends Key> keyType;
    private final int bits;

    /// @param bits of the digest for PS, of the curve for ES
    Algorithm(String javaName, Class<? extends Key> keyType, int bits) {
        this.javaName = javaName;
        this.keyType = keyType;
        this.bits = bits;
    }

    /// @param label the header's `alg`
    static @Nullable Algorithm of(String label) {
        for (var algorithm : values()) {
            if (algorithm.name().equals(label)) {
                return algorithm;
            }
        }
        return label.equals("EdDSA") ? EDDSA : null;
    }

    /// Whether a key can speak this algorithm.
    boolean fits(Key key) {
        return keyType.isInstance(key)
                && (!(key instanceof ECPublicKey curve)
                        || curve.getParams().getCurve().getField().getFieldSize() == bits);
    }

    /// @param key one that [#fits]
    boolean verifies(Key key, byte[] signed, byte[] signature) {
        try {
            return key instanceof PublicKey publicKey
                    ? verifiesPublic(publicKey, signed, signature)
                    : MessageDigest.isEqual(mac(key, signed), signature);
        } catch (SignatureException | InvalidKeyException e) {
            // Of another length, or out of the key's range: not made by this key.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + javaName, e);
        }
    }

    private byte[] mac(Key key, byte[] signed) throws GeneralSecurityException {
        var mac = Mac.getInstance(javaName);
        mac.init(key);
        return mac.doFinal(signed);
    }

    private boolean verifiesPublic(PublicKey key, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        var verifier = Signature.getInstance(javaName);
        if (javaName.equals("RSASSA-PSS")) {
            var digest = "SHA-" + bits;
            verifier.setParameter(
                    new PSSParameterSpec(
                            digest, "MGF1", new MGF1ParameterSpec(digest), bits / 8, 1));
        }
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }
}
