package dev.dupabase.auth.web3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dupabase.auth.error.AuthError;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/// A signature of a wallet's key over a message, from which the key can be found again (EIP-191).
///
/// @param sign which of the two keys that fit it was: 0 or 1
record EthereumSignature(BigInteger r, BigInteger s, int sign) {
    private static final Pattern SHAPE = Pattern.compile("0x[0-9a-fA-F]{130}");
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final int NUMBER = 32;
    private static final int ADDRESS = 20;
    private static final int HASH = 32;

    static EthereumSignature parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "signature must be 65 bytes long, encoded as a 130 character-long hexadecimal"
                            + " string");
        }
        var bytes = HexFormat.of().parseHex(text, 2, text.length());
        int last = bytes[2 * NUMBER];
        return new EthereumSignature(
                new BigInteger(1, Arrays.copyOfRange(bytes, 0, NUMBER)),
                new BigInteger(1, Arrays.copyOfRange(bytes, NUMBER, 2 * NUMBER)),
                last >= 27 ? last - 27 : last);
    }

    /// Whether the key of that address has signed the message.
    boolean isBy(String address, String message) {
        return signer(hash(message)).filter(address::equalsIgnoreCase).isPresent();
    }

    private static byte[] hash(String message) {
        var text = message.getBytes(UTF_8);
        var prefix = "\u0019Ethereum Signed Message:\n%d".formatted(text.length).getBytes(UTF_8);
        return keccak(prefix, text);
    }

    /// The address of the key that makes this signature of that hash (SEC 1 §4.1.6).
    private Optional<String> signer(byte[] hash) {
        var order = CURVE.getN();
        var valid =
                (sign == 0 || sign == 1)
                        && r.signum() > 0
                        && r.compareTo(order) < 0
                        && s.signum() > 0
                        && s.compareTo(order.shiftRight(1)) <= 0;
        if (!valid) {
            return Optional.empty();
        }
        ECPoint point;
        try {
            var encoded = new byte[NUMBER + 1];
            encoded[0] = (byte) (2 + sign);
            var x = fixed(r);
            System.arraycopy(x, 0, encoded, 1, NUMBER);
            point = CURVE.getCurve().decodePoint(encoded);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        var inverse = r.modInverse(order);
        var e = new BigInteger(1, hash);
        var key =
                ECAlgorithms.sumOfTwoMultiplies(
                                CURVE.getG(),
                                inverse.multiply(order.subtract(e.mod(order))).mod(order),
                                point,
                                inverse.multiply(s).mod(order))
                        .normalize();
        return key.isInfinity() ? Optional.empty() : Optional.of(address(key));
    }

    /// The last 20 bytes of the hash of a public key.
    static String address(ECPoint key) {
        var encoded = key.getEncoded(false);
        var hash = keccak(Arrays.copyOfRange(encoded, 1, encoded.length));
        return "0x" + HexFormat.of().formatHex(hash, HASH - ADDRESS, HASH);
    }

    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[NUMBER];
        int length = Math.min(bytes.length, NUMBER);
        System.arraycopy(bytes, bytes.length - length, fixed, NUMBER - length, length);
        return fixed;
    }

    static byte[] keccak(byte[]... parts) {
        var digest = new KeccakDigest(HASH * 8);
        for (var part : parts) {
            digest.update(part, 0, part.length);
        }
        var hash = new byte[HASH];
        digest.doFinal(hash, 0);
        return hash;
    }
}
