package dev.dupabase.auth.web3;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.error.OAuthRefusal;
import dev.dupabase.auth.identity.Entry;
import dev.dupabase.auth.identity.ExternalAccounts;
import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gives a session for a message that a wallet has signed, for this application and just now.
@Component
public class Web3Grant {
    private static final String PROVIDER = "web3";
    private static final String INVALID = "invalid_grant";
    private static final int SHORTEST = 64;
    private static final int LONGEST = 20 * 1024;

    private final ExternalAccounts accounts;
    private final SessionService sessions;
    private final Clock clock;

    Web3Grant(ExternalAccounts accounts, SessionService sessions, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    public IssuedSession signIn(AuthRequest request, Web3Body body) {
        var chain = chain(request, body.chain());
        if (body.message().length() < SHORTEST) {
            throw AuthError.VALIDATION_FAILED.refuse("message is too short");
        }
        if (body.message().length() > LONGEST) {
            throw AuthError.VALIDATION_FAILED.refuse("message must not exceed 20KB");
        }
        var message = SignInMessage.parse(chain, body.message());
        var signed =
                switch (chain) {
                    case ETHEREUM ->
                            EthereumSignature.parse(body.signature())
                                    .isBy(message.address(), body.message());
                    case SOLANA ->
                            SolanaSignature.parse(body.signature())
                                    .isBy(message.address(), body.message());
                };
        if (!signed) {
            throw new OAuthRefusal(INVALID, "Signature does not match address in message");
        }
        requireForUs(request, chain, message);
        requireTimely(
                chain, message, chain.settings(request.settings().federation().web3()).validity());
        var profile = profile(chain, message);
        return accounts.enter(
                request,
                profile,
                Entry.PLAIN,
                user -> sessions.open(request, user.id(), AuthMethod.WEB3, PROVIDER));
    }

    private static Chain chain(AuthRequest request, String name) {
        var web3 = request.settings().federation().web3();
        if (!web3.ethereum().enabled() && !web3.solana().enabled()) {
            throw AuthError.WEB3_PROVIDER_DISABLED.refuse("Web3 provider is disabled");
        }
        var chain =
                switch (name) {
                    case "ethereum" -> Chain.ETHEREUM;
                    case "solana" -> Chain.SOLANA;
                    default ->
                            throw AuthError.WEB3_UNSUPPORTED_CHAIN.refuse(
                                    HttpStatus.BAD_REQUEST, "Unsupported chain");
                };
        if (!chain.settings(web3).enabled()) {
            throw AuthError.WEB3_PROVIDER_DISABLED.refuse(
                    "%s Web3 provider is disabled".formatted(chain.title()));
        }
        return chain;
    }

    private static void requireForUs(AuthRequest request, Chain chain, SignInMessage message) {
        var uri = message.uri();
        var local = "localhost".equals(uri.getHost());
        var start = "Signed %s message is using ".formatted(chain.title());
        if (!"https".equalsIgnoreCase(uri.getScheme())
                && !("http".equalsIgnoreCase(uri.getScheme()) && local)) {
            throw new OAuthRefusal(INVALID, start + "URI which does not use HTTPS");
        }
        if (!request.mayReturnTo(uri.toString())) {
            throw new OAuthRefusal(
                    INVALID,
                    start
                            + "URI which is not allowed on this server, message was signed for"
                            + " another app");
        }
        if (!local
                && (!uri.getRawAuthority().equalsIgnoreCase(message.domain())
                        || !request.mayReturnTo("https://" + message.domain() + "/"))) {
            throw new OAuthRefusal(
                    INVALID,
                    start
                            + "a Domain that does not match the one in URI which is not allowed on"
                            + " this server");
        }
    }

    private void requireTimely(Chain chain, SignInMessage message, Duration validity) {
        var now = clock.instant();
        var signed = "Signed %s message ".formatted(chain.title());
        if (message.notBefore().filter(now::isBefore).isPresent()) {
            throw new OAuthRefusal(INVALID, signed + "becomes valid in the future");
        }
        if (message.expiresAt().filter(now::isAfter).isPresent()) {
            throw new OAuthRefusal(INVALID, signed + "is expired");
        }
        if (now.isAfter(message.issuedAt().plus(validity))) {
            throw new OAuthRefusal(
                    INVALID, "%s message was issued too long ago".formatted(chain.title()));
        }
        if (message.issuedAt().isAfter(now.plus(validity))) {
            throw new OAuthRefusal(
                    INVALID,
                    "%s message was issued too far in the future".formatted(chain.title()));
        }
    }

    private static ExternalProfile profile(Chain chain, SignInMessage message) {
        var name = chain.name().toLowerCase(Locale.ROOT);
        var custom = new LinkedHashMap<String, @Nullable Object>();
        custom.put("address", message.address());
        custom.put("chain", name);
        custom.put("network", message.network());
        custom.put("domain", message.domain());
        custom.put("statement", message.statement());
        return new ExternalProfile(
                PROVIDER,
                "web3:%s:%s".formatted(name, message.address()),
                List.of(),
                Map.of("custom_claims", custom));
    }
}
