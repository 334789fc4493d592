package dev.dupabase.platform.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets for storage (contracts/platform.md §17): each with a data key of its own, which
/// the master key seals in turn, so that a rotation rewraps keys and leaves the rest as it is. Both
/// ciphertexts are bound to the [Place].
public final class SecretBox {
    private static final byte[] VERSION = {Envelope.VERSION};

    private final List<MasterKey> keys;

    /// @param keys the first seals, all open; at least one
    public SecretBox(List<MasterKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /// The public id of the key that seals.
    String keyId() {
        return HexFormat.of().formatHex(keys.getFirst().id());
    }

    public byte[] seal(Secret secret, Place place) {
        var dataKey = new SecretKeySpec(AesGcm.random(Envelope.DATA_KEY_BYTES), "AES");
        var nonce = AesGcm.random(AesGcm.NONCE_BYTES);
        var plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
        var sealed = AesGcm.encrypt(dataKey, nonce, plain, VERSION, place.bytes());
        return wrap(dataKey, nonce, sealed, place).bytes();
    }

    /// @throws SealBroken if the record was changed, moved, or sealed with a key we do not have
    public Secret open(byte[] bytes, Place place) {
        var envelope = Envelope.of(bytes);
        var dataKey = unwrap(envelope, place);
        var plain =
                AesGcm.decrypt(dataKey, envelope.nonce, envelope.sealed, VERSION, place.bytes());
        return new Secret(new String(plain, StandardCharsets.UTF_8));
    }

    /// The same record under the newest master key; the same bytes if it is already.
    public byte[] rewrap(byte[] bytes, Place place) {
        var envelope = Envelope.of(bytes);
        if (Arrays.equals(envelope.masterKeyId(), keys.getFirst().id())) {
            return bytes;
        }
        return wrap(unwrap(envelope, place), envelope.nonce, envelope.sealed, place).bytes();
    }

    private Envelope wrap(SecretKey dataKey, byte[] nonce, byte[] sealed, Place place) {
        var master = keys.getFirst();
        var header = Envelope.header(master);
        var keyNonce = AesGcm.random(AesGcm.NONCE_BYTES);
        var plain = dataKey.getEncoded();
        var wrapped = AesGcm.encrypt(master.key(), keyNonce, plain, header, place.bytes());
        return new Envelope(header, keyNonce, wrapped, nonce, sealed);
    }

    private SecretKey unwrap(Envelope envelope, Place place) {
        var master = master(envelope.masterKeyId()).key();
        var bytes =
                AesGcm.decrypt(
                        master,
                        envelope.keyNonce,
                        envelope.wrappedKey,
                        envelope.header,
                        place.bytes());
        return new SecretKeySpec(bytes, "AES");
    }

    private MasterKey master(byte[] id) {
        for (var key : keys) {
            if (Arrays.equals(key.id(), id)) {
                return key;
            }
        }
        throw new SealBroken("sealed with another master key, " + HexFormat.of().formatHex(id));
    }
}
