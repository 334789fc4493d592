package dev.dupabase.auth.factor;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.factor.FactorReplies.Challenged;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.webauthn.Ceremony;
import dev.dupabase.auth.webauthn.CeremonyOptions;
import dev.dupabase.auth.webauthn.CeremonyOptions.Account;
import dev.dupabase.auth.webauthn.CeremonyOptions.Discovery;
import dev.dupabase.auth.webauthn.Credential;
import dev.dupabase.auth.webauthn.RelyingParty;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Challenges users to prove that they have a factor.
@Component
class FactorChallenges {
    private static final int MOST_TRIES = 5;
    private static final long MICROSECOND = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(FactorChallenges.class);

    private final ProjectDatabase database;
    private final FactorRepository factors;
    private final ChallengeRepository challenges;
    private final PhoneCodes phoneCodes;
    private final AuditLog audit;
    private final Clock clock;

    FactorChallenges(
            ProjectDatabase database,
            FactorRepository factors,
            ChallengeRepository challenges,
            PhoneCodes phoneCodes,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.factors = factors;
        this.challenges = challenges;
        this.phoneCodes = phoneCodes;
        this.audit = audit;
        this.clock = clock;
    }

    Challenged challenge(
            AuthRequest request, Caller caller, UUID factorId, FactorForms.Challenge form) {
        var factor = database.asRole(InternalRole.AUTH, () -> find(caller, factorId));
        factor.type().requireVerification(request.settings().factors());
        return switch (factor.type()) {
            case TOTP -> reply(request, factor, store(request, caller, factor, null, null), null);
            case PHONE -> byPhone(request, caller, factor, form);
            case WEBAUTHN -> byWebAuthn(request, caller, factor, form);
        };
    }

    private Challenged byPhone(
            AuthRequest request, Caller caller, StoredFactor factor, FactorForms.Challenge form) {
        var code = phoneCodes.next(request, factor.phone());
        var stored = store(request, caller, factor, code.hash(), null);
        try {
            phoneCodes.send(request, caller.user(), factor.phone(), code, form.channel());
        } catch (ApiException e) {
            // What was not sent need not be waited for.
            takeBack(factor, stored.id());
            throw e;
        }
        return reply(request, factor, stored, null);
    }

    private void takeBack(StoredFactor factor, UUID challengeId) {
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    challenges.delete(challengeId);
                    factors.challenged(factor.id(), factor.lastChallengedAt());
                    return challengeId;
                });
    }

    private Challenged byWebAuthn(
            AuthRequest request, Caller caller, StoredFactor factor, FactorForms.Challenge form) {
        var party = ChallengeParties.of(request, form.webauthn());
        var ceremony = Ceremony.begin(party);
        var stored = store(request, caller, factor, null, ceremony.json());
        var options = options(request, caller.user(), factor, party, ceremony);
        return reply(
                request,
                factor,
                stored,
                new FactorReplies.WebAuthn(
                        factor.credential() == null ? "create" : "request",
                        Map.of("publicKey", options)));
    }

    private static Map<String, Object> options(
            AuthRequest request,
            User user,
            StoredFactor factor,
            RelyingParty party,
            Ceremony ceremony) {
        var time = request.settings().factors().challengeLife();
        if (factor.credential() != null) {
            var handle = Credential.ofJson(factor.credential()).handle();
            return CeremonyOptions.request(ceremony, List.of(handle), time);
        }
        var name = user.email().isEmpty() ? user.phone() : user.email();
        return CeremonyOptions.creation(
                ceremony,
                party,
                new Account(user.id(), name),
                List.of(),
                Discovery.PREFERRED,
                time);
    }

    private record Made(UUID id, Instant at) {}

    private Made store(
            AuthRequest request,
            Caller caller,
            StoredFactor factor,
            @Nullable String codeHash,
            @Nullable String ceremony) {
        var now = clock.instant();
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            var at = now.plusNanos(attempt * MICROSECOND);
            try {
                return database.asRole(
                        InternalRole.AUTH,
                        () -> storeAt(request, caller, factor, codeHash, ceremony, at));
            } catch (DuplicateKeyException e) {
                LOG.debug("two factors were challenged in one microsecond", e);
            }
        }
        throw AuthError.CONFLICT.refuse("Too many challenges at the same time, try again");
    }

    private Made storeAt(
            AuthRequest request,
            Caller caller,
            StoredFactor factor,
            @Nullable String codeHash,
            @Nullable String ceremony,
            Instant now) {
        var id = UUID.randomUUID();
        var locked =
                factors.lock(factor.userId(), factor.id()).orElseThrow(FactorChallenges::notFound);
        if (factor.type() == FactorType.PHONE) {
            phoneCodes.requireInterval(request, locked.lastChallengedAt(), now);
        }
        factors.challenged(factor.id(), now);
        challenges.insert(id, factor.id(), request.clientAddress(), codeHash, ceremony, now);
        audit.record(
                request,
                AuditAction.CHALLENGE_CREATED,
                caller.user(),
                Map.of(
                        "factor_id",
                        factor.id().toString(),
                        "factor_status",
                        factor.verified() ? "verified" : "unverified"));
        return new Made(id, now);
    }

    private StoredFactor find(Caller caller, UUID id) {
        return factors.find(caller.user().id(), id).orElseThrow(FactorChallenges::notFound);
    }

    private static Challenged reply(
            AuthRequest request,
            StoredFactor factor,
            Made made,
            FactorReplies.@Nullable WebAuthn webauthn) {
        var expires = made.at().plus(request.settings().factors().challengeLife());
        return new Challenged(made.id(), factor.type().label(), expires.getEpochSecond(), webauthn);
    }

    static ApiException notFound() {
        return AuthError.MFA_FACTOR_NOT_FOUND.refuse("Factor not found");
    }
}
