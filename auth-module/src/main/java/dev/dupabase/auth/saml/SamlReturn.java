package dev.dupabase.auth.saml;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.identity.Entry;
import dev.dupabase.auth.identity.ExternalAccounts;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.session.SessionTerms;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/// Receives users who come back from their organisation with an assertion (contracts/auth.md §1.15,
/// E42).
@Component
class SamlReturn {
    private static final Logger LOG = LoggerFactory.getLogger(SamlReturn.class);

    /// What the client gets, and where.
    sealed interface Outcome {
        record Tokens(String target, IssuedSession session) implements Outcome {}

        record Code(String target, String code) implements Outcome {}
    }

    private final ProjectDatabase database;
    private final SsoProviderRepository providers;
    private final RelayStates states;
    private final MetadataFetcher fetcher;
    private final ExternalAccounts accounts;
    private final SessionService sessions;
    private final Clock clock;

    SamlReturn(
            ProjectDatabase database,
            SsoProviderRepository providers,
            RelayStates states,
            MetadataFetcher fetcher,
            ExternalAccounts accounts,
            SessionService sessions,
            Clock clock) {
        this.database = database;
        this.providers = providers;
        this.states = states;
        this.fetcher = fetcher;
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// @throws ApiException if the assertion is not one to be let in by
    Outcome receive(AuthRequest request) {
        var self = ServiceProvider.of(request);
        var state = relayState(request);
        var document = document(request);
        var provider = provider(document, state);
        var assertion = check(request, self, provider, state, document);
        var profile = AssertionProfile.of(provider, assertion);
        var target = target(request, state);
        requireFirstUse(provider, assertion);
        return accounts.enter(
                request.returningTo(target),
                profile,
                Entry.SINGLE_SIGN_ON,
                user -> complete(request, provider, assertion, state, target, user));
    }

    /// The row that our request left behind; none if the user begins at their provider.
    private RelayStates.@Nullable RelayState relayState(AuthRequest request) {
        var given = request.value("RelayState").orElse("");
        var id = Uuids.parse(given);
        if (id.isEmpty()) {
            return null;
        }
        var state =
                database.asRole(InternalRole.AUTH, () -> states.take(id.get()))
                        .orElseThrow(() ->
                                AuthError.SAML_RELAY_STATE_NOT_FOUND.refuse(
                                        "SAML RelayState does not exist, try logging in again?"));
        var life = request.settings().federation().saml().relayStateLife();
        if (clock.instant().isAfter(state.createdAt().plus(life))) {
            throw AuthError.SAML_RELAY_STATE_EXPIRED.refuse(
                    "SAML RelayState has expired. Try logging in again?");
        }
        return state;
    }

    private static Document document(AuthRequest request) {
        var encoded =
                request.value("SAMLResponse").orElseThrow(() -> refuse("SAMLResponse is missing"));
        try {
            var bytes = Base64.getMimeDecoder().decode(encoded);
            return Xml.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw refuse("SAMLResponse is not a valid Base64 string");
        } catch (SamlFault e) {
            throw refuse("SAMLResponse is not a valid XML document");
        }
    }

    private SsoProvider provider(Document document, RelayStates.@Nullable RelayState state) {
        String issuer;
        try {
            issuer = ResponseReader.issuer(document);
        } catch (SamlFault e) {
            throw refuse("SAML Assertion is not valid");
        }
        var provider =
                database.asRole(InternalRole.AUTH, () -> providers.findByEntity(issuer))
                        .filter(found -> state == null || state.providerId().equals(found.id()))
                        .orElseThrow(() ->
                                AuthError.SAML_IDP_NOT_FOUND.refuse(
                                        "A SAML connection has not been established with this"
                                                + " Identity Provider"));
        if (provider.disabled()) {
            throw AuthError.SSO_PROVIDER_DISABLED.refuse("SSO provider is disabled");
        }
        return provider;
    }

    private Assertion check(
            AuthRequest request,
            ServiceProvider self,
            SsoProvider provider,
            RelayStates.@Nullable RelayState state,
            Document document) {
        var idp = metadata(provider);
        var reader =
                new ResponseReader(
                        idp,
                        self.entityId(),
                        self.consumerUrl(),
                        Optional.ofNullable(state).map(RelayStates.RelayState::requestId),
                        clock.instant());
        try {
            if (request.settings().federation().saml().encryptedAssertions()) {
                Decryption.decrypt(document, self.keys().privateKey());
            }
            return reader.read(document);
        } catch (SamlFault e) {
            LOG.info(
                    "project {}: an assertion of {} is refused: {}",
                    request.project().ref(),
                    provider.entityId(),
                    e.reason());
            throw refuse("SAML Assertion is not valid");
        }
    }

    /// As stored, unless they are stale and can be had anew.
    private IdpMetadata metadata(SsoProvider provider) {
        var known = IdpMetadata.parse(provider.metadataXml());
        var url = provider.metadataUrl();
        if (url.isEmpty() || !known.isStale(provider.updatedAt(), clock.instant())) {
            return known;
        }
        try {
            var xml = fetcher.fetch(url.get());
            var fresh = IdpMetadata.parse(xml);
            if (!fresh.entityId().equals(provider.entityId())) {
                throw new SamlFault("the metadata are another provider's by now");
            }
            database.asRole(
                    InternalRole.AUTH,
                    () -> {
                        providers.update(provider.withMetadata(xml, clock.instant()));
                        return fresh;
                    });
            return fresh;
        } catch (ApiException | SamlFault e) {
            LOG.warn("metadata of {} cannot be refreshed: {}", provider.entityId(), e.getMessage());
            return known;
        }
    }

    private void requireFirstUse(SsoProvider provider, Assertion assertion) {
        var first =
                database.asRole(
                        InternalRole.AUTH,
                        () -> states.use(provider.id(), assertion, clock.instant()));
        if (!first) {
            throw refuse("SAML Assertion is not valid");
        }
    }

    private static String target(AuthRequest request, RelayStates.@Nullable RelayState state) {
        var wanted = state == null ? request.value("RelayState").orElse("") : state.target();
        return request.mayReturnTo(wanted) ? wanted : request.siteUrl();
    }

    private Outcome complete(
            AuthRequest request,
            SsoProvider provider,
            Assertion assertion,
            RelayStates.@Nullable RelayState state,
            String target,
            User user) {
        if (state != null && state.flowId() != null) {
            var code =
                    states.finishFlow(state.flowId(), user.id(), clock.instant())
                            .orElseThrow(() ->
                                    AuthError.FLOW_STATE_NOT_FOUND.refuse(
                                            "invalid flow state, no valid flow state found"));
            return new Outcome.Code(target, code);
        }
        var session =
                sessions.open(
                        request,
                        user.id(),
                        AuthMethod.SSO_SAML,
                        provider.identityProvider(),
                        SessionTerms.until(assertion.sessionEnd().orElse(null)));
        return new Outcome.Tokens(target, session);
    }

    private static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
