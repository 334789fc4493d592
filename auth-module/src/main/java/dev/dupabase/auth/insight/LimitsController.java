package dev.dupabase.auth.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.insight.LimitsRepository.CodeGuesses;
import dev.dupabase.auth.insight.LimitsRepository.FactorGuesses;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Which limits a user has run into or is near.
@RestController
class LimitsController {
    /// A kind of mail, and when the next one may be asked for.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record MailInterval(String kind, Instant lastSentAt, Instant nextAllowedAt) {}

    /// @param address what the asking address has left; null for administrators, who ask from
    ///   elsewhere
    record Limits(
            List<MailInterval> mails,
            List<CodeGuesses> codes,
            List<FactorGuesses> factors,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable List<AddressLimits.Left> address) {}

    private final ProjectDatabase database;
    private final LimitsRepository repository;
    private final UserRepository users;
    private final AddressLimits addresses;

    LimitsController(
            ProjectDatabase database,
            LimitsRepository repository,
            UserRepository users,
            AddressLimits addresses) {
        this.database = database;
        this.repository = repository;
        this.users = users;
        this.addresses = addresses;
    }

    @GetMapping("/auth/v1/dupabase/limits")
    Limits own(AuthRequest request, Caller caller) {
        return limits(request, caller.user(), addresses.left(request));
    }

    @GetMapping("/auth/v1/dupabase/admin/users/{user}/limits")
    Limits anyones(
            AuthRequest request, Administrator administrator, @PathVariable("user") String user) {
        var id =
                Uuids.parse(user)
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        HttpStatus.NOT_FOUND, "user_id must be an UUID"));
        var found =
                database.asRole(InternalRole.AUTH, () -> users.find(id))
                        .orElseThrow(() -> AuthError.USER_NOT_FOUND.refuse("User not found"));
        return limits(request, found, null);
    }

    private Limits limits(
            AuthRequest request, User user, @Nullable List<AddressLimits.Left> address) {
        return database.asRole(
                InternalRole.AUTH,
                () ->
                        new Limits(
                                mails(user, request.settings().smtp().maxFrequency()),
                                repository.codes(user.id()),
                                repository.factors(user.id()),
                                address));
    }

    private static List<MailInterval> mails(User user, Duration interval) {
        var found = new ArrayList<MailInterval>();
        add(found, "confirmation", user.confirmationSentAt(), interval);
        add(found, "recovery", user.recoverySentAt(), interval);
        add(found, "email_change", user.emailChangeSentAt(), interval);
        add(found, "reauthentication", user.reauthenticationSentAt(), interval);
        return found;
    }

    private static void add(
            List<MailInterval> found, String kind, @Nullable Instant sentAt, Duration interval) {
        if (sentAt != null) {
            found.add(new MailInterval(kind, sentAt, sentAt.plus(interval)));
        }
    }
}
