package dev.dupabase.auth.factor;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.Session;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Lets users give up factors; a verified one only where it, or another, has just been proven.
@Component
class FactorRemoval {
    private final ProjectDatabase database;
    private final FactorRepository factors;
    private final UserMails mails;
    private final AuditLog audit;

    FactorRemoval(
            ProjectDatabase database, FactorRepository factors, UserMails mails, AuditLog audit) {
        this.database = database;
        this.factors = factors;
        this.mails = mails;
        this.audit = audit;
    }

    void remove(AuthRequest request, Caller caller, UUID factorId) {
        var gone =
                database.asRole(InternalRole.AUTH, () -> removeInside(request, caller, factorId));
        if (gone.verified() && !caller.user().email().isEmpty()) {
            mails.send(
                    request,
                    MailValues.notice(
                            request,
                            MailKind.MFA_FACTOR_UNENROLLED_NOTIFICATION,
                            caller.user(),
                            caller.user().email(),
                            Map.of("FactorType", gone.type().label())));
        }
    }

    private StoredFactor removeInside(AuthRequest request, Caller caller, UUID factorId) {
        var factor =
                factors.lock(caller.user().id(), factorId).orElseThrow(FactorChallenges::notFound);
        if (factor.verified() && caller.aal().equals(Session.AAL1)) {
            throw AuthError.INSUFFICIENT_AAL.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT, "AAL2 required to unenroll verified factor");
        }
        factors.delete(factor.id());
        audit.record(
                request,
                AuditAction.FACTOR_UNENROLLED,
                caller.user(),
                Map.of("factor_id", factor.id().toString(), "factor_type", factor.type().label()));
        return factor;
    }
}
