package dev.dupabase.admin.user;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.apidoc.MayRefuse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Accounts, for administrators (contracts/platform.md §14).
@RestController
@RequestMapping("/platform/admin/users")
@Tag(name = "administration")
class UserController {
    private static final int DEFAULT_PER_PAGE = 20;
    private static final int MOST_PER_PAGE = 100;

    private final UserRepository users;
    private final Administrators administrators;
    private final UserDeletion deletion;

    UserController(UserRepository users, Administrators administrators, UserDeletion deletion) {
        this.users = users;
        this.administrators = administrators;
        this.deletion = deletion;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AdminChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Boolean isAdmin) {}

    @GetMapping
    @Operation(operationId = "listUsers", summary = "Accounts, oldest first")
    UserPage list(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "per_page", defaultValue = "20") int perPage,
            @Parameter(description = "Part of the address or the name", example = "ann")
                    @RequestParam(defaultValue = "")
                    String search) {
        int size = perPage < 1 || perPage > MOST_PER_PAGE ? DEFAULT_PER_PAGE : perPage;
        return users.page(search.strip(), Math.max(1, page), size);
    }

    @PutMapping("/{id}/admin")
    @MayRefuse(status = 409, code = "last_admin", text = "the last administrator stays one")
    @Operation(operationId = "setAdmin", summary = "Make an account an administrator, or not")
    User setAdmin(@PathVariable UUID id, @RequestBody AdminChange change, Caller caller) {
        var wanted = change.isAdmin();
        if (wanted == null) {
            throw Problems.of("is_admin", "is_admin is true or false");
        }
        return wanted ? administrators.promote(id, caller) : administrators.demote(id, caller);
    }

    @DeleteMapping("/{id}")
    @MayRefuse(
            status = 409,
            code = "owns_shared_organisation",
            text = "it owns an organisation with others")
    @Operation(
            operationId = "deleteUser",
            summary = "Delete an account with what only it has",
            description =
                    "Projects of organisations in which nobody else is go too. Where it owns an"
                            + " organisation with others, the longest-serving admin becomes owner;"
                            + " 202 if it takes longer than half a minute: a job goes on.")
    ResponseEntity<Status> delete(@PathVariable UUID id, Caller caller) {
        return deletion.delete(id, caller)
                ? ResponseEntity.ok(new Status("deleted"))
                : ResponseEntity.accepted().body(new Status("deleting"));
    }
}
