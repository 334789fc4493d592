package dev.dupabase.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// A hash in the usual form of Argon2: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
record Argon2Hash(int type, int kibibytes, int passes, int lanes, Bytes salt, Bytes digest)
        implements ForeignHash {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2(i|id)\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]{11,128})=*\\$([A-Za-z0-9+/]{16,128})=*");
    private static final int MOST_KIBIBYTES = 1 << 20;
    private static final int MOST_PASSES = 20;
    private static final int MOST_LANES = 16;
    private static final int LEAST_DIGEST = 12;

    static Optional<ForeignHash> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int kibibytes = Integer.parseInt(form.group(2));
        int passes = Integer.parseInt(form.group(3));
        int lanes = Integer.parseInt(form.group(4));
        var salt = decode(form.group(5));
        var digest = decode(form.group(6));
        var possible =
                lanes >= 1
                        && lanes <= MOST_LANES
                        && passes >= 1
                        && passes <= MOST_PASSES
                        && kibibytes >= 8 * lanes
                        && kibibytes <= MOST_KIBIBYTES
                        && salt.isPresent()
                        && digest.filter(bytes -> bytes.value().length >= LEAST_DIGEST).isPresent();
        var type =
                form.group(1).equals("i") ? Argon2Parameters.ARGON2_i : Argon2Parameters.ARGON2_id;
        return possible
                ? Optional.of(
                        new Argon2Hash(type, kibibytes, passes, lanes, salt.get(), digest.get()))
                : Optional.empty();
    }

    private static Optional<Bytes> decode(String base64) {
        try {
            return Optional.of(new Bytes(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public long memory() {
        return 1024L * kibibytes;
    }

    @Override
    public long work() {
        return memory() * passes;
    }

    @Override
    public boolean matches(String password) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(type)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(kibibytes)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt.value())
                        .build());
        var made = new byte[digest.value().length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), made);
        return MessageDigest.isEqual(made, digest.value());
    }
}
