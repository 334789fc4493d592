package dev.dupabase.auth.username;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A user's name, for the user and for administrators.
@RestController
class UsernameController {
    private static final String OWN = "/auth/v1/dupabase/username";
    private static final String ANYONES = "/auth/v1/dupabase/admin/users/{user}/username";

    /// @param username null: none
    record Username(@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String username) {}

    record Form(String username) {}

    private final ProjectDatabase database;
    private final UsernameRepository repository;
    private final UserRepository users;
    private final AddressLimits limits;
    private final AuditLog audit;
    private final Clock clock;

    UsernameController(
            ProjectDatabase database,
            UsernameRepository repository,
            UserRepository users,
            AddressLimits limits,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.users = users;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    /// Runs before each of the methods below.
    @ModelAttribute
    void requireEnabled(AuthRequest request) {
        if (!request.settings().beyond().usernames()) {
            throw AuthError.FEATURE_DISABLED.refuse("Usernames are disabled");
        }
    }

    @GetMapping(OWN)
    Username show(Caller caller) {
        return find(caller.user().id());
    }

    /// Tells whether a name is taken, so it is not to be asked too often.
    @PutMapping(OWN)
    Username set(AuthRequest request, Caller caller, @JsonBody Form form) {
        limits.take(request, Bucket.USER);
        caller.identified();
        requireShape(form);
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    store(caller.user().id(), form.username());
                    audit.record(request, AuditAction.USER_MODIFIED, caller.user());
                    return new Username(form.username());
                });
    }

    @DeleteMapping(OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(AuthRequest request, Caller caller) {
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    repository.delete(caller.user().id());
                    audit.record(request, AuditAction.USER_MODIFIED, caller.user());
                    return caller;
                });
    }

    @GetMapping(ANYONES)
    Username showAnyones(Administrator administrator, @PathVariable("user") String user) {
        return find(userId(user));
    }

    @PutMapping(ANYONES)
    Username setAnyones(
            AuthRequest request,
            Administrator administrator,
            @PathVariable("user") String user,
            @JsonBody Form form) {
        requireShape(form);
        var id = userId(user);
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    store(id, form.username());
                    recordByRole(request, administrator, id);
                    return new Username(form.username());
                });
    }

    @DeleteMapping(ANYONES)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeAnyones(
            AuthRequest request, Administrator administrator, @PathVariable("user") String user) {
        var id = userId(user);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    repository.delete(id);
                    recordByRole(request, administrator, id);
                    return id;
                });
    }

    private void recordByRole(AuthRequest request, Administrator administrator, UUID userId) {
        audit.recordByRole(
                request,
                AuditAction.USER_MODIFIED,
                administrator.role(),
                Map.of("user_id", userId.toString()));
    }

    private Username find(UUID userId) {
        return database.asRole(
                InternalRole.AUTH, () -> new Username(repository.find(userId).orElse(null)));
    }

    private void store(UUID userId, String username) {
        try {
            repository.set(userId, username, clock.instant());
        } catch (DuplicateKeyException e) {
            throw AuthError.USERNAME_EXISTS.refuse("This username is taken");
        }
    }

    private static void requireShape(Form form) {
        if (!UsernameRepository.isUsername(form.username())) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "A username has 3 to 64 letters, digits, dots, dashes and underscores, and at"
                            + " least one letter");
        }
    }

    private UUID userId(String text) {
        var id =
                Uuids.parse(text)
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        HttpStatus.NOT_FOUND, "user_id must be an UUID"));
        if (database.asRole(InternalRole.AUTH, () -> users.find(id)).isEmpty()) {
            throw AuthError.USER_NOT_FOUND.refuse("User not found");
        }
        return id;
    }
}
