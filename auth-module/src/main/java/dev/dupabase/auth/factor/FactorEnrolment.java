package dev.dupabase.auth.factor;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.factor.FactorReplies.Enrolled;
import dev.dupabase.auth.factor.FactorReplies.TotpSecret;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.Session;
import dev.dupabase.auth.user.Factor;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gives users second factors, which count once they have been verified.
@Component
class FactorEnrolment {
    private static final int LONGEST_TEXT = 255;
    private static final String TOO_MANY =
            "Maximum number of verified factors reached, unenroll to continue";

    private final ProjectDatabase database;
    private final UserRepository users;
    private final FactorRepository factors;
    private final AuditLog audit;
    private final Clock clock;

    FactorEnrolment(
            ProjectDatabase database,
            UserRepository users,
            FactorRepository factors,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.factors = factors;
        this.audit = audit;
        this.clock = clock;
    }

    Enrolled enrol(AuthRequest request, Caller caller, FactorForms.Enrolment form) {
        var type = FactorType.ofLabel(form.factorType());
        type.requireEnrolment(request.settings().factors());
        requireShort("friendly_name", form.friendlyName());
        requireShort("issuer", form.issuer());
        var phone = type == FactorType.PHONE ? phone(form) : "";
        var factor =
                new StoredFactor(
                        UUID.randomUUID(),
                        caller.user().id(),
                        type,
                        false,
                        form.friendlyName(),
                        type == FactorType.TOTP ? Totp.newSecret() : "",
                        phone,
                        null,
                        null);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    store(request, caller, factor);
                    return factor;
                });
        return reply(request, caller.user(), form, factor);
    }

    private void store(AuthRequest request, Caller caller, StoredFactor factor) {
        var settings = request.settings().factors();
        var now = clock.instant();
        var userId = caller.user().id();
        users.lock(userId);
        factors.deleteUnverifiedBefore(userId, now.minus(settings.factorLife()));
        if (factor.type() == FactorType.PHONE) {
            requireNewNumber(users.get(userId), factor.phone());
            factors.deleteUnverifiedPhone(userId, factor.phone());
        }
        requireRoom(request, users.get(userId), caller.session(), factor.name());
        factors.insert(factor, now);
        audit.record(
                request,
                AuditAction.FACTOR_IN_PROGRESS,
                caller.user(),
                Map.of(
                        "factor_id", factor.id().toString(),
                        "factor_type", factor.type().label()));
    }

    private static void requireRoom(AuthRequest request, User user, Session session, String name) {
        var settings = request.settings().factors();
        if (user.factors().stream()
                .anyMatch(factor ->
                        name.equals(factor.friendlyName() == null ? "" : factor.friendlyName()))) {
            throw AuthError.MFA_FACTOR_NAME_CONFLICT.refuse(
                    "A factor with the friendly name \"%s\" for this user already exists"
                            .formatted(name));
        }
        var verified = user.factors().stream().filter(Factor::isVerified).count();
        if (user.factors().size() >= settings.maxEnrolled() || verified >= settings.maxVerified()) {
            throw AuthError.TOO_MANY_ENROLLED_MFA_FACTORS.refuse(TOO_MANY);
        }
        if (verified > 0 && session.aal().equals(Session.AAL1)) {
            throw AuthError.INSUFFICIENT_AAL.refuse(
                    HttpStatus.FORBIDDEN, "AAL2 required to enroll a new factor");
        }
    }

    private static String phone(FactorForms.Enrolment form) {
        if (form.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Phone number required to enroll Phone factor");
        }
        return Identifiers.phone(form.phone());
    }

    private static void requireNewNumber(User user, String phone) {
        if (user.factors().stream()
                .anyMatch(factor -> factor.isVerified() && phone.equals(factor.phone()))) {
            throw AuthError.MFA_VERIFIED_FACTOR_EXISTS.refuse(
                    "A verified phone factor already exists, unenroll the existing factor to"
                            + " continue");
        }
    }

    private static void requireShort(String name, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "%s must be %d characters or less".formatted(name, LONGEST_TEXT));
        }
    }

    private static Enrolled reply(
            AuthRequest request, User user, FactorForms.Enrolment form, StoredFactor factor) {
        var isPhone = factor.type() == FactorType.PHONE;
        return new Enrolled(
                factor.id(),
                factor.type().label(),
                factor.name(),
                factor.type() == FactorType.TOTP ? totp(request, user, form, factor) : null,
                isPhone ? factor.phone() : null);
    }

    private static TotpSecret totp(
            AuthRequest request, User user, FactorForms.Enrolment form, StoredFactor factor) {
        var issuer =
                form.issuer().isEmpty()
                        ? URI.create(request.siteUrl()).getAuthority()
                        : form.issuer();
        var account = user.email().isEmpty() ? user.phone() : user.email();
        var uri = Totp.uri(issuer == null ? "" : issuer, account, factor.secret());
        return new TotpSecret(QrImage.svg(uri), factor.secret(), uri);
    }
}
