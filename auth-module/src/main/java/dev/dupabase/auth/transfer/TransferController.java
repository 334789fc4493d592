package dev.dupabase.auth.transfer;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.transfer.UserFile.Format;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Users to and from files, for administrators. Both are streamed, whatever their length.
@RestController
class TransferController {
    private final UserImport imports;
    private final UserExport exports;
    private final ProjectDatabase database;
    private final AuditLog audit;

    TransferController(
            UserImport imports, UserExport exports, ProjectDatabase database, AuditLog audit) {
        this.imports = imports;
        this.exports = exports;
        this.database = database;
        this.audit = audit;
    }

    @PostMapping("/auth/v1/dupabase/admin/users/import")
    ImportReport.Body bringIn(AuthRequest request, Administrator administrator) throws IOException {
        var format =
                Format.ofName(request.query().first("format").orElse("json"))
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        "format must be json, csv, firebase or auth0"));
        var dryRun = request.query().first("dry_run").filter("true"::equals).isPresent();
        return imports.run(
                request, administrator, format, request.servlet().getInputStream(), dryRun);
    }

    @GetMapping("/auth/v1/dupabase/admin/users/export")
    void takeOut(AuthRequest request, Administrator administrator, HttpServletResponse response)
            throws IOException {
        var format = request.query().first("format").orElse("json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw AuthError.VALIDATION_FAILED.refuse("format must be json or csv");
        }
        var hashes = request.query().first("password_hashes").filter("true"::equals).isPresent();
        if (hashes && !request.settings().beyond().exportHashes()) {
            throw AuthError.FEATURE_DISABLED.refuse("Exports of password hashes are disabled");
        }
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    audit.recordByRole(
                            request,
                            AuditAction.USERS_EXPORTED,
                            administrator.role(),
                            Map.of("format", format, "password_hashes", hashes));
                    return format;
                });
        response.setHeader("Content-Disposition", "attachment; filename=\"users." + format + "\"");
        response.setHeader("Cache-Control", "no-store");
        if (format.equals("csv")) {
            response.setContentType("text/csv;charset=UTF-8");
            exports.csv(response.getOutputStream(), hashes);
        } else {
            response.setContentType("application/json");
            exports.json(response.getOutputStream(), hashes);
        }
    }
}
