package dev.dupabase.platform.token;

import dev.dupabase.platform.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of one project's tokens (contracts/auth.md §2.2): one signs new tokens, all vouch for
/// those that are under way. Read only when first needed, since most projects sleep.
public final class TokenKeys {
    private final List<Secret> secrets;
    private final List<Jwk> jwks;
    private volatile @Nullable List<TokenKey> parsed;

    /// @param secrets for HS256 without `kid`; the first signs unless one of the JWKs does
    public TokenKeys(List<Secret> secrets, List<Jwk> jwks) {
        this.secrets = List.copyOf(secrets);
        this.jwks = List.copyOf(jwks);
    }

    /// The key that signs new tokens.
    public TokenKey signer() {
        var all = all();
        for (int i = 0; i < jwks.size(); i++) {
            if (jwks.get(i).signs()) {
                return all.get(i);
            }
        }
        return all.get(jwks.size());
    }

    /// Every key that vouches for tokens.
    public List<TokenKey> all() {
        var known = parsed;
        if (known == null) {
            var read = new ArrayList<TokenKey>();
            jwks.forEach(jwk -> read.add(jwk.parse()));
            secrets.forEach(secret -> read.add(TokenKey.ofText(secret)));
            known = List.copyOf(read);
            parsed = known;
        }
        return known;
    }

    /// The public halves, for `.well-known/jwks.json`. Secrets are never among them.
    public List<Map<String, Object>> published() {
        return all().stream().map(TokenKey::published).filter(half -> !half.isEmpty()).toList();
    }

    /// The keys that may have made a signature: those of the header's `kid`; if there are none,
    /// those without an id; all if the header names none.
    List<TokenKey> candidates(TokenAlgorithm algorithm, Optional<String> id) {
        var speaking = all().stream().filter(key -> key.algorithm() == algorithm).toList();
        if (id.isEmpty()) {
            return speaking;
        }
        var named = speaking.stream().filter(key -> key.hasId(id)).toList();
        return named.isEmpty() ? speaking.stream().filter(key -> key.id() == null).toList() : named;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TokenKeys keys
                        && secrets.equals(keys.secrets)
                        && jwks.equals(keys.jwks));
    }

    @Override
    public int hashCode() {
        return 31 * secrets.hashCode() + jwks.hashCode();
    }

    @Override
    public String toString() {
        return "TokenKeys[%d]".formatted(secrets.size() + jwks.size());
    }
}
