package dev.dupabase.auth.transfer;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.username.UsernameRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Brings users in, a hundred in one transaction; where one of these cannot be stored, one by one.
@Component
class UserImport {
    private static final int BATCH = 100;

    private record Numbered(long entry, ImportedUser user) {}

    private final ProjectDatabase database;
    private final TransferRepository repository;
    private final UsernameRepository usernames;
    private final AuditLog audit;
    private final Clock clock;

    UserImport(
            ProjectDatabase database,
            TransferRepository repository,
            UsernameRepository usernames,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.usernames = usernames;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param dryRun whether nothing is to be stored
    ImportReport.Body run(
            AuthRequest request,
            Administrator administrator,
            UserFile.Format format,
            InputStream input,
            boolean dryRun)
            throws IOException {
        var report = new ImportReport();
        var fault = read(request, format, input, dryRun, report);
        if (fault != null && report.read() == 0) {
            throw AuthError.VALIDATION_FAILED.refuse("The file cannot be read: " + fault);
        }
        var body = report.body(fault, dryRun);
        if (!dryRun) {
            database.asRole(
                    InternalRole.AUTH,
                    () -> {
                        audit.recordByRole(
                                request,
                                AuditAction.USERS_IMPORTED,
                                administrator.role(),
                                Map.of("imported", body.imported(), "skipped", body.skipped()));
                        return body;
                    });
        }
        return body;
    }

    /// @return why the file was not read to its end; null: it was
    private @Nullable String read(
            AuthRequest request,
            UserFile.Format format,
            InputStream input,
            boolean dryRun,
            ImportReport report)
            throws IOException {
        var batch = new ArrayList<Numbered>();
        String fault = null;
        try {
            var file = UserFile.open(format, input, clock.instant());
            for (var entry = file.next(); entry.isPresent(); entry = file.next()) {
                long number = report.nextEntry();
                switch (entry.get()) {
                    case Entry.Bad(var reason) -> report.failed(number, reason);
                    case Entry.Good(var user) -> batch.add(new Numbered(number, user));
                }
                if (batch.size() >= BATCH) {
                    store(request, batch, dryRun, report);
                    batch.clear();
                }
            }
        } catch (FileFault e) {
            fault = "behind entry %d: %s".formatted(report.read(), e.getMessage());
        }
        store(request, batch, dryRun, report);
        return fault;
    }

    private void store(
            AuthRequest request, List<Numbered> batch, boolean dryRun, ImportReport report) {
        if (batch.isEmpty()) {
            return;
        }
        if (dryRun) {
            batch.forEach(entry -> report.imported(entry.user()));
            return;
        }
        try {
            tell(report, batch, storeTogether(request, batch));
        } catch (DataAccessException e) {
            for (var entry : batch) {
                storeAlone(request, entry, report);
            }
        }
    }

    private void storeAlone(AuthRequest request, Numbered entry, ImportReport report) {
        try {
            var one = List.of(entry);
            tell(report, one, storeTogether(request, one));
        } catch (DataAccessException e) {
            var cause = e.getMostSpecificCause().getMessage();
            report.failed(
                    entry.entry(),
                    cause == null ? "cannot be stored" : cause.lines().findFirst().orElse(""));
        }
    }

    /// For each whether there was room.
    private List<Boolean> storeTogether(AuthRequest request, List<Numbered> batch) {
        return database.asRole(
                InternalRole.AUTH,
                () -> batch.stream().map(entry -> insert(request, entry.user())).toList());
    }

    private static void tell(ImportReport report, List<Numbered> batch, List<Boolean> stored) {
        for (int i = 0; i < batch.size(); i++) {
            if (stored.get(i)) {
                report.imported(batch.get(i).user());
            } else {
                report.skipped();
            }
        }
    }

    private boolean insert(AuthRequest request, ImportedUser user) {
        var now = clock.instant();
        var role = user.role().isEmpty() ? request.settings().jwt().defaultRole() : user.role();
        if (!repository.insert(user, request.audience(), role, appMetadata(user), now)) {
            return false;
        }
        addIdentity(user, "email", user.email(), user.emailConfirmedAt() != null, now);
        addIdentity(user, "phone", user.phone(), user.phoneConfirmedAt() != null, now);
        for (var account : user.accounts()) {
            repository.insertIdentity(
                    user.id(), account.provider(), account.providerId(), account.data(), now);
        }
        if (!user.username().isEmpty()) {
            usernames.insert(user.id(), user.username(), now);
        }
        return true;
    }

    private void addIdentity(
            ImportedUser user, String kind, String value, boolean verified, Instant now) {
        if (value.isEmpty()) {
            return;
        }
        var id = user.id().toString();
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("sub", id);
        data.put(kind, value);
        data.put("email_verified", kind.equals("email") && verified);
        data.put("phone_verified", kind.equals("phone") && verified);
        repository.insertIdentity(user.id(), kind, id, data, now);
    }

    private static Map<String, @Nullable Object> appMetadata(ImportedUser user) {
        var providers = new LinkedHashSet<String>();
        if (!user.email().isEmpty()) {
            providers.add("email");
        }
        if (!user.phone().isEmpty()) {
            providers.add("phone");
        }
        user.accounts().forEach(account -> providers.add(account.provider()));
        var metadata = new LinkedHashMap<String, @Nullable Object>(user.appMetadata());
        metadata.put("provider", providers.getFirst());
        metadata.put("providers", List.copyOf(providers));
        return metadata;
    }
}
