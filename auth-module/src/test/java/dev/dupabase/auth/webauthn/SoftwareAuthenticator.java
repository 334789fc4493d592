package dev.dupabase.auth.webauthn;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// An authenticator and the browser around it, in software: it makes one credential, and signs with
/// it. It answers in the JSON forms of WebAuthn level 3.
public final class SoftwareAuthenticator {
    /// The algorithms it can be told to use, with their numbers in COSE.
    public enum Algorithm {
        ES256("SHA256withECDSA"),
        EDDSA("Ed25519"),
        RS256("SHA256withRSA");

        private final String signature;

        Algorithm(String signature) {
            this.signature = signature;
        }
    }

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int USER_PRESENT = 1;
    private static final int USER_VERIFIED = 4;
    private static final int ATTESTED = 0x40;

    private final String origin;
    private final Algorithm algorithm;
    private final KeyPair keys;
    private final byte[] id = uuidBytes(UUID.randomUUID());
    private long count;

    public SoftwareAuthenticator(String origin) {
        this(origin, Algorithm.ES256);
    }

    public SoftwareAuthenticator(String origin, Algorithm algorithm) {
        this.origin = origin;
        this.algorithm = algorithm;
        this.keys = newKeys(algorithm);
    }

    /// What the count stands at; the next signature carries one more.
    public void setCount(long count) {
        this.count = count;
    }

    public String credentialId() {
        return BASE64.encodeToString(id);
    }

    /// The answer to options of creation.
    public String create(String rpId, String challenge) {
        var clientData = clientData("webauthn.create", challenge);
        var authenticatorData =
                concat(
                        sha256(rpId.getBytes(StandardCharsets.UTF_8)),
                        new byte[] {(byte) (USER_PRESENT | USER_VERIFIED | ATTESTED)},
                        bytes4(count),
                        new byte[16],
                        new byte[] {0, (byte) id.length},
                        id,
                        coseKey());
        var attestation =
                Cbor.map("fmt", "none", "attStmt", Map.of(), "authData", authenticatorData);
        return """
        {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},
         "authenticatorAttachment":"platform",
         "response":{"clientDataJSON":"%2$s","attestationObject":"%3$s","transports":["internal"]}}
        """
                .formatted(
                        credentialId(),
                        BASE64.encodeToString(clientData),
                        BASE64.encodeToString(attestation));
    }

    /// The answer to options of a request.
    ///
    /// @param userHandle base64url; empty: none
    public String sign(String rpId, String challenge, String userHandle) {
        count++;
        var clientData = clientData("webauthn.get", challenge);
        var authenticatorData =
                concat(
                        sha256(rpId.getBytes(StandardCharsets.UTF_8)),
                        new byte[] {USER_PRESENT | USER_VERIFIED},
                        bytes4(count));
        var signature = signature(concat(authenticatorData, sha256(clientData)));
        return """
        {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},
         "response":{"clientDataJSON":"%2$s","authenticatorData":"%3$s","signature":"%4$s"%5$s}}
        """
                .formatted(
                        credentialId(),
                        BASE64.encodeToString(clientData),
                        BASE64.encodeToString(authenticatorData),
                        BASE64.encodeToString(signature),
                        userHandle.isEmpty() ? "" : ",\"userHandle\":\"" + userHandle + "\"");
    }

    private byte[] clientData(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] signature(byte[] data) {
        try {
            var signer = Signature.getInstance(algorithm.signature);
            signer.initSign(keys.getPrivate());
            signer.update(data);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] coseKey() {
        return switch (keys.getPublic()) {
            case ECPublicKey key ->
                    Cbor.map(
                            1,
                            2,
                            3,
                            -7,
                            -1,
                            1,
                            -2,
                            unsigned(key.getW().getAffineX(), 32),
                            -3,
                            unsigned(key.getW().getAffineY(), 32));
            case EdECPublicKey key -> Cbor.map(1, 1, 3, -8, -1, 6, -2, point(key));
            case RSAPublicKey key ->
                    Cbor.map(
                            1,
                            3,
                            3,
                            -257,
                            -1,
                            unsigned(key.getModulus(), 256),
                            -2,
                            unsigned(key.getPublicExponent(), 3));
            default -> throw new IllegalStateException("no such key");
        };
    }

    /// The last 32 bytes of its X.509 form are the point.
    private static byte[] point(EdECPublicKey key) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static KeyPair newKeys(Algorithm algorithm) {
        try {
            var generator =
                    KeyPairGenerator.getInstance(
                            switch (algorithm) {
                                case ES256 -> "EC";
                                case EDDSA -> "Ed25519";
                                case RS256 -> "RSA";
                            });
            if (algorithm == Algorithm.ES256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else if (algorithm == Algorithm.RS256) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var result = new byte[length];
        int from = Math.max(0, bytes.length - length);
        int size = bytes.length - from;
        System.arraycopy(bytes, from, result, length - size, size);
        return result;
    }

    private static byte[] uuidBytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] bytes4(long number) {
        return ByteBuffer.allocate(4).putInt((int) number).array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// As much of CBOR as authenticators write.
    private static final class Cbor {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        static byte[] map(Object... keysAndValues) {
            var cbor = new Cbor();
            cbor.head(5, keysAndValues.length / 2);
            for (var item : keysAndValues) {
                cbor.item(item);
            }
            return cbor.out.toByteArray();
        }

        private void item(Object item) {
            switch (item) {
                case Integer number when number >= 0 -> head(0, number);
                case Integer number -> head(1, -1 - number);
                case String text -> {
                    var bytes = text.getBytes(StandardCharsets.UTF_8);
                    head(3, bytes.length);
                    out.writeBytes(bytes);
                }
                case byte[] bytes -> {
                    head(2, bytes.length);
                    out.writeBytes(bytes);
                }
                case Map<?, ?> map -> head(5, new HashMap<>(map).size());
                default -> throw new IllegalStateException("not written here: " + item);
            }
        }

        private void head(int major, int value) {
            if (value < 24) {
                out.write((major << 5) | value);
            } else if (value < 256) {
                out.write((major << 5) | 24);
                out.write(value);
            } else {
                out.write((major << 5) | 25);
                out.write(value >> 8);
                out.write(value & 0xff);
            }
        }
    }
}
