package dev.dupabase.auth.verify;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds whose code it is, and keeps the user's row locked from then on, so that of several who
/// come with one code, one gets it. After ten wrong guesses a code is burnt.
@Component
class CodeFinder {
    private static final int MOST_GUESSES = 10;

    record Found(User user, CodeKind kind) {}

    private final CodeRepository codes;
    private final UserRepository users;
    private final Clock clock;

    CodeFinder(CodeRepository codes, UserRepository users, Clock clock) {
        this.codes = codes;
        this.users = users;
        this.clock = clock;
    }

    /// Inside a transaction that must be committed also where nothing is found, for the wrong guess
    /// to count.
    Optional<Found> find(AuthRequest request, VerifyType type, Proof proof) {
        var found =
                switch (proof) {
                    case Proof.Hash(var hash) -> byHash(type, hash);
                    case Proof.Digits(var email, var digits) ->
                            byDigits(
                                    type,
                                    whose(request, type, email),
                                    Optional.of(Code.hash(email, digits)));
                    case Proof.PhoneDigits(var phone, var digits) ->
                            byDigits(
                                    type,
                                    whosePhone(request, type, phone),
                                    Optional.of(Code.hash(phone, digits)));
                    case Proof.Approved(var phone) ->
                            byDigits(type, whosePhone(request, type, phone), Optional.empty());
                };
        var life =
                type.isByPhone()
                        ? request.settings().sms().codeLife()
                        : request.settings().mailer().codeLife();
        return found.filter(code -> isFresh(life, code));
    }

    private Optional<Found> byHash(VerifyType type, String hash) {
        if (type.isByPhone()) {
            return Optional.empty();
        }
        return codes.findByHash(List.of(hash))
                .map(CodeRepository.Stored::userId)
                .flatMap(this::lock)
                .flatMap(user ->
                        codes.ofUser(user.id()).stream()
                                .filter(stored -> same(stored.hash(), hash))
                                .filter(stored -> type.takes(stored.kind()))
                                .map(stored -> new Found(user, stored.kind()))
                                .findFirst());
    }

    /// @param hash empty: somebody else has compared the code
    private Optional<Found> byDigits(VerifyType type, Optional<User> whose, Optional<String> hash) {
        var user = whose.map(User::id).flatMap(this::lock);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        var candidates =
                codes.ofUser(user.get().id()).stream()
                        .filter(stored -> type.takes(stored.kind()))
                        .toList();
        var found =
                candidates.stream()
                        .filter(stored -> hash.isEmpty() || isOf(stored.hash(), hash.get()))
                        .map(stored -> new Found(user.get(), stored.kind()))
                        .findFirst();
        if (found.isEmpty()) {
            candidates.forEach(stored -> countWrongGuess(stored.userId(), stored.kind()));
        }
        return found;
    }

    private static boolean isOf(String stored, String hash) {
        return same(stored, hash) || same(stored, Code.PKCE + hash);
    }

    /// Whether these are the digits of the user's reauthentication; a wrong guess is counted.
    boolean isReauthentication(AuthRequest request, UUID userId, String digits) {
        var user = lock(userId);
        if (user.isEmpty()) {
            return false;
        }
        boolean byPhone = user.get().email().isEmpty();
        var hash = Code.hash(byPhone ? user.get().phone() : user.get().email(), digits);
        var life =
                byPhone
                        ? request.settings().sms().codeLife()
                        : request.settings().mailer().codeLife();
        var waiting =
                codes.ofUser(userId).stream()
                        .filter(stored -> stored.kind() == CodeKind.REAUTHENTICATION_TOKEN)
                        .toList();
        if (waiting.stream().noneMatch(stored -> same(stored.hash(), hash))) {
            waiting.forEach(stored -> countWrongGuess(userId, stored.kind()));
            return false;
        }
        return isFresh(life, new Found(user.get(), CodeKind.REAUTHENTICATION_TOKEN));
    }

    private void countWrongGuess(UUID userId, CodeKind kind) {
        if (codes.fail(userId, kind) >= MOST_GUESSES) {
            codes.remove(userId, kind);
        }
    }

    private Optional<User> whose(AuthRequest request, VerifyType type, String email) {
        var known = users.findByEmail(email, request.audience());
        return type == VerifyType.EMAIL_CHANGE
                ? known.filter(user -> !user.emailChange().isEmpty())
                        .or(() -> users.findByPendingEmail(email, request.audience()))
                : known;
    }

    private Optional<User> whosePhone(AuthRequest request, VerifyType type, String phone) {
        return type == VerifyType.PHONE_CHANGE
                ? users.findByPendingPhone(phone, request.audience())
                : users.findByPhone(phone, request.audience());
    }

    private Optional<User> lock(UUID id) {
        users.lock(id);
        return users.find(id);
    }

    private boolean isFresh(Duration life, Found found) {
        var sentAt = sentAt(found);
        return sentAt != null && !clock.instant().isAfter(sentAt.plus(life));
    }

    private static @Nullable Instant sentAt(Found found) {
        return switch (found.kind()) {
            case CONFIRMATION_TOKEN -> found.user().confirmationSentAt();
            case RECOVERY_TOKEN -> found.user().recoverySentAt();
            case REAUTHENTICATION_TOKEN -> found.user().reauthenticationSentAt();
            case EMAIL_CHANGE_TOKEN_NEW, EMAIL_CHANGE_TOKEN_CURRENT ->
                    found.user().emailChangeSentAt();
            case PHONE_CHANGE_TOKEN -> found.user().phoneChangeSentAt();
        };
    }

    /// Compared in a time that does not depend on where they differ.
    static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
