package dev.dupabase.auth.flow;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Begins flows and exchanges their codes for sessions (contracts/auth.md §1.6 E09, §2.6).
@Component
public class Flows {
    private static final String NOT_FOUND = "invalid flow state, no valid flow state found";

    private final ProjectDatabase database;
    private final FlowRepository flows;
    private final UserRepository users;
    private final SessionService sessions;
    private final AuditLog audit;
    private final Clock clock;

    Flows(
            ProjectDatabase database,
            FlowRepository flows,
            UserRepository users,
            SessionService sessions,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.flows = flows;
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /// Begins a flow that a mail will carry on, inside the transaction that makes its code.
    public void begin(UUID userId, Challenge challenge, AuthMethod method) {
        flows.insert(userId, challenge, "email", method.label(), clock.instant());
    }

    /// The code for the client's next step, inside the transaction that verified the mail's link.
    public String issueCode(UUID userId, AuthMethod method) {
        return flows.issueNewest(userId, method.label(), clock.instant())
                .orElseThrow(() -> AuthError.FLOW_STATE_NOT_FOUND.refuse(NOT_FOUND));
    }

    /// A session for a code and the secret behind its challenge. A wrong secret leaves the flow as
    /// it is; the right one uses it up.
    public IssuedSession exchange(AuthRequest request, String authCode, String verifier) {
        if (authCode.isEmpty() || verifier.isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "invalid request: both auth code and code verifier should be non-empty");
        }
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    requireValid(request, flows.find(authCode).orElseThrow(Flows::none), verifier);
                    var flow = flows.take(authCode).orElseThrow(Flows::none);
                    return open(request, flow);
                });
    }

    private void requireValid(AuthRequest request, Flow flow, String verifier) {
        var life = request.settings().external().flowLife();
        var from = Objects.requireNonNullElse(flow.issuedAt(), flow.createdAt());
        if (clock.instant().isAfter(from.plus(life))) {
            throw AuthError.FLOW_STATE_EXPIRED.refuse("invalid flow state, flow state has expired");
        }
        if (!flow.challenge().isMetBy(verifier)) {
            throw AuthError.BAD_CODE_VERIFIER.refuse(
                    "code challenge does not match previously saved code verifier");
        }
    }

    private IssuedSession open(AuthRequest request, Flow flow) {
        if (flow.userId() == null || isUnfinished(flow)) {
            throw none();
        }
        var user = users.find(flow.userId()).orElseThrow(Flows::none);
        if (user.isBanned(Instant.now(clock))) {
            throw AuthError.USER_BANNED.refuse(HttpStatus.FORBIDDEN, "User is banned");
        }
        audit.record(request, AuditAction.LOGIN, user);
        return sessions.open(request, user.id(), flow.authMethod(), "")
                .withProviderTokens(flow.providerAccessToken(), flow.providerRefreshToken());
    }

    /// A mail flow whose link nobody has followed yet.
    private static boolean isUnfinished(Flow flow) {
        return flow.issuedAt() == null && flow.authMethod() != AuthMethod.OAUTH;
    }

    private static ApiException none() {
        return AuthError.FLOW_STATE_NOT_FOUND.refuse(NOT_FOUND);
    }
}
