package dev.dupabase.auth.admin;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.factor.FactorRepository;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.user.Factor;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// The second factors of a project's users, for its administrators (contracts/auth.md §1.16).
@RestController
class FactorAdminController {
    private static final String ALL = "/auth/v1/admin/users/{id}/factors";
    private static final String ONE = ALL + "/{factor}";

    private final ProjectDatabase database;
    private final UserRepository users;
    private final FactorAdminRepository repository;
    private final FactorRepository factors;
    private final AuditLog audit;

    FactorAdminController(
            ProjectDatabase database,
            UserRepository users,
            FactorAdminRepository repository,
            FactorRepository factors,
            AuditLog audit) {
        this.database = database;
        this.users = users;
        this.repository = repository;
        this.factors = factors;
        this.audit = audit;
    }

    /// What may be changed of a factor; empty text changes nothing.
    record FactorForm(String friendlyName, String phone) {}

    @GetMapping(ALL)
    List<Factor> list(Administrator administrator, @PathVariable("id") String id) {
        var userId = UserAdminController.userId(id);
        return database.asRole(InternalRole.AUTH, () -> user(userId).factors());
    }

    @PutMapping(ONE)
    Factor update(
            AuthRequest request,
            Administrator administrator,
            @PathVariable("id") String id,
            @PathVariable("factor") String factor,
            @JsonBody FactorForm form) {
        var userId = UserAdminController.userId(id);
        var factorId = factorId(factor);
        var phone = form.phone().isEmpty() ? "" : Identifiers.phone(form.phone());
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var user = user(userId);
                    var before = factor(user, factorId);
                    change(before, form.friendlyName(), phone);
                    audit.recordByRole(
                            request,
                            AuditAction.FACTOR_UPDATED,
                            administrator.role(),
                            traits(user, before));
                    return factor(user(userId), factorId);
                });
    }

    private void change(Factor factor, String name, String phone) {
        try {
            if (!name.isEmpty()) {
                repository.rename(factor.id(), name);
            }
            if (!phone.isEmpty() && factor.factorType().equals(Factor.PHONE)) {
                repository.setPhone(factor.id(), phone);
            }
        } catch (DuplicateKeyException e) {
            throw String.valueOf(e.getMessage()).contains("phone")
                    ? AuthError.MFA_VERIFIED_FACTOR_EXISTS.refuse(
                            "A factor with this phone number already exists")
                    : AuthError.MFA_FACTOR_NAME_CONFLICT.refuse(
                            "A factor with the friendly name \"%s\" for this user already exists"
                                    .formatted(name));
        }
    }

    @DeleteMapping(ONE)
    Factor delete(
            AuthRequest request,
            Administrator administrator,
            @PathVariable("id") String id,
            @PathVariable("factor") String factor) {
        var userId = UserAdminController.userId(id);
        var factorId = factorId(factor);
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var user = user(userId);
                    var gone = factor(user, factorId);
                    factors.delete(factorId);
                    audit.recordByRole(
                            request,
                            AuditAction.FACTOR_DELETED,
                            administrator.role(),
                            traits(user, gone));
                    return gone;
                });
    }

    private User user(UUID id) {
        return users.find(id).orElseThrow(() -> AuthError.USER_NOT_FOUND.refuse("User not found"));
    }

    private static Factor factor(User user, UUID id) {
        return user.factors().stream()
                .filter(factor -> factor.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AuthError.MFA_FACTOR_NOT_FOUND.refuse("Factor not found"));
    }

    private static UUID factorId(String text) {
        return Uuids.parse(text).orElseThrow(FactorAdminController::noUuid);
    }

    private static ApiException noUuid() {
        return AuthError.VALIDATION_FAILED.refuse(
                HttpStatus.NOT_FOUND, "factor_id must be an UUID");
    }

    private static Map<String, String> traits(User user, Factor factor) {
        return Map.of("user_id", user.id().toString(), "factor_id", factor.id().toString());
    }
}
