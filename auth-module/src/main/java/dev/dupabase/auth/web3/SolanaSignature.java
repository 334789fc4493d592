package dev.dupabase.auth.web3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dupabase.auth.error.AuthError;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// A signature of a wallet's key over a message; the address is the key.
final class SolanaSignature {
    private static final String DIGITS =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int SIGNATURE = 64;
    private static final int KEY = 32;

    private final byte[] bytes;

    private SolanaSignature(byte[] bytes) {
        this.bytes = bytes;
    }

    static SolanaSignature parse(String text) {
        if (text.length() != 86 && text.length() != 88) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "signature must be 64 bytes encoded as base64 with or without padding");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "signature does not contain valid base64 characters");
        }
        if (bytes.length != SIGNATURE) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "signature must be 64 bytes encoded as base64 with or without padding");
        }
        return new SolanaSignature(bytes);
    }

    boolean isBy(String address, String message) {
        return key(address).filter(key -> verifies(key, message.getBytes(UTF_8))).isPresent();
    }

    private boolean verifies(byte[] key, byte[] message) {
        var signer = new Ed25519Signer();
        try {
            signer.init(false, new Ed25519PublicKeyParameters(key));
        } catch (IllegalArgumentException e) {
            return false;
        }
        signer.update(message, 0, message.length);
        return signer.verifySignature(bytes);
    }

    /// Base 58, whose leading ones stand for zero bytes.
    static Optional<byte[]> key(String address) {
        var number = BigInteger.ZERO;
        for (int i = 0; i < address.length(); i++) {
            number =
                    number.multiply(BASE)
                            .add(BigInteger.valueOf(DIGITS.indexOf(address.charAt(i))));
        }
        int zeros = 0;
        while (zeros < address.length() && address.charAt(zeros) == '1') {
            zeros++;
        }
        var digits = number.signum() == 0 ? new byte[0] : number.toByteArray();
        var plain =
                digits.length > 0 && digits[0] == 0
                        ? Arrays.copyOfRange(digits, 1, digits.length)
                        : digits;
        if (zeros + plain.length != KEY) {
            return Optional.empty();
        }
        var key = new byte[KEY];
        System.arraycopy(plain, 0, key, zeros, plain.length);
        return Optional.of(key);
    }
}
