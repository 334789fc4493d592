package dev.dupabase.backup.crypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/// The head of an encrypted file: the file's key, sealed for each who may open it.
final class AgeHeader {
    static final int FILE_KEY_BYTES = 16;
    private static final String VERSION = "age-encryption.org/v1";
    private static final String INFO = "age-encryption.org/v1/X25519";
    private static final String X25519 = "-> X25519 ";
    private static final String END = "---";
    private static final int LONGEST = 64 * 1024;
    private static final int LINE = 64;
    private static final byte[] NO_NONCE = new byte[12];
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private AgeHeader() {}

    static byte[] write(byte[] fileKey, List<byte[]> recipients) {
        var text = new StringBuilder(VERSION).append('\n');
        for (var recipient : recipients) {
            var secret = Primitives.random(Primitives.KEY_BYTES);
            var share = Primitives.publicKey(secret);
            var key = wrappingKey(Primitives.x25519(secret, recipient), share, recipient);
            text.append(X25519)
                    .append(ENCODER.encodeToString(share))
                    .append('\n')
                    .append(
                            ENCODER.encodeToString(
                                    Primitives.seal(key, NO_NONCE, fileKey, fileKey.length)))
                    .append('\n');
        }
        text.append(END);
        var mac = mac(fileKey, text.toString());
        text.append(' ').append(ENCODER.encodeToString(mac)).append('\n');
        return text.toString().getBytes(US_ASCII);
    }

    /// Reads the head and finds the file's key.
    ///
    /// @throws DecryptionFault if the identity does not open it
    static byte[] read(InputStream in, byte[] identity) throws IOException {
        var text = new StringBuilder();
        var stanzas = new ArrayList<Stanza>();
        var line = line(in, text);
        if (!line.equals(VERSION)) {
            throw new DecryptionFault("this is not a file in the age format");
        }
        line = line(in, text);
        while (!line.startsWith(END)) {
            var arguments = line;
            var body = new StringBuilder();
            String piece;
            do {
                piece = line(in, text);
                body.append(piece);
            } while (piece.length() == LINE);
            stanzas.add(new Stanza(arguments, body.toString()));
            line = line(in, text);
        }
        var fileKey = unwrap(stanzas, identity);
        var signed = text.substring(0, text.length() - line.length() - 1 + END.length());
        var expected = ENCODER.encodeToString(mac(fileKey, signed));
        if (!MessageDigest.isEqual(
                (END + " " + expected).getBytes(US_ASCII), line.getBytes(US_ASCII))) {
            throw new DecryptionFault("the head of the file was changed");
        }
        return fileKey;
    }

    private record Stanza(String arguments, String body) {}

    private static byte[] unwrap(List<Stanza> stanzas, byte[] identity) throws DecryptionFault {
        var own = Primitives.publicKey(identity);
        for (var stanza : stanzas) {
            if (stanza.arguments().startsWith(X25519)) {
                var fileKey = unwrap(stanza, identity, own);
                if (fileKey.isPresent()) {
                    return fileKey.get();
                }
            }
        }
        throw new DecryptionFault("the file is not encrypted for the organisation's key");
    }

    /// Empty if it is sealed for somebody else.
    private static Optional<byte[]> unwrap(Stanza stanza, byte[] identity, byte[] own)
            throws DecryptionFault {
        try {
            var share = Base64.getDecoder().decode(stanza.arguments().substring(X25519.length()));
            var sealed = Base64.getDecoder().decode(stanza.body());
            var key = wrappingKey(Primitives.x25519(identity, share), share, own);
            return Optional.of(Primitives.open(key, NO_NONCE, sealed, sealed.length));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new DecryptionFault("the head of the file is damaged");
        }
    }

    private static byte[] wrappingKey(byte[] shared, byte[] share, byte[] recipient) {
        var salt = new ByteArrayOutputStream();
        salt.writeBytes(share);
        salt.writeBytes(recipient);
        return Primitives.hkdf(shared, salt.toByteArray(), INFO);
    }

    private static byte[] mac(byte[] fileKey, String text) {
        return Primitives.hmac(
                Primitives.hkdf(fileKey, new byte[0], "header"), text.getBytes(US_ASCII));
    }

    private static String line(InputStream in, StringBuilder all) throws IOException {
        int from = all.length();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || all.length() > LONGEST) {
                throw new DecryptionFault("the head of the file is damaged");
            }
            all.append((char) next);
        }
        all.append('\n');
        return all.substring(from, all.length() - 1);
    }
}
