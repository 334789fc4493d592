package dev.dupabase.admin.studio.user;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.users.UserChange;
import dev.dupabase.platform.users.UserDetail;
import dev.dupabase.platform.users.UserPage;
import dev.dupabase.platform.users.UserSearch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Finds, makes and changes users of a project (contracts/platform.md §10).
@RestController
@RequestMapping("/platform/projects/{id}/auth/users")
@Tag(name = "auth users")
class AuthUserController {
    private static final int MOST = 100;

    private final AuthUsers users;

    AuthUserController(AuthUsers users) {
        this.users = users;
    }

    @GetMapping
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "listAuthUsers",
            summary = "Users of a project, newest first",
            description = "As part of its address, number, name, or by id; filtered and sorted.")
    UserPage list(
            @PathVariable UUID id,
            @Parameter(description = "from 1", example = "1") @RequestParam(defaultValue = "1")
                    int page,
            @Parameter(description = "1 to 100", example = "50")
                    @RequestParam(name = "per_page", defaultValue = "50")
                    int perPage,
            @Parameter(description = "part of an e-mail, phone or name, or an id", example = "ann")
                    @RequestParam(defaultValue = "")
                    String search,
            @Parameter(
                            description = "what is so of them",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "confirmed",
                                                "unconfirmed",
                                                "banned",
                                                "anonymous"
                                            }),
                            example = "banned")
                    @RequestParam(defaultValue = "")
                    String status,
            @Parameter(description = "by which they may sign in", example = "github")
                    @RequestParam(defaultValue = "")
                    String provider,
            @Parameter(
                            description = "what they are ordered by",
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "created_at",
                                                "last_sign_in_at",
                                                "email",
                                                "phone"
                                            }),
                            example = "created_at")
                    @RequestParam(defaultValue = "created_at")
                    String sort,
            @Parameter(
                            description = "asc, or anything else: descending",
                            schema = @Schema(allowableValues = {"asc", "desc"}),
                            example = "desc")
                    @RequestParam(defaultValue = "desc")
                    String order,
            Caller caller) {
        new Problems()
                .require(page >= 1 && page <= 1_000_000, "page", "is from 1")
                .require(perPage >= 1 && perPage <= MOST, "per_page", "is from 1 to 100")
                .require(
                        status.matches("|confirmed|unconfirmed|banned|anonymous"),
                        "status",
                        "is confirmed, unconfirmed, banned or anonymous")
                .require(
                        sort.matches("created_at|last_sign_in_at|email|phone"),
                        "sort",
                        "is created_at, last_sign_in_at, email or phone")
                .refuseIfAny();
        var wish =
                new UserSearch(
                        search,
                        provider,
                        status.isEmpty()
                                ? null
                                : UserSearch.Condition.valueOf(status.toUpperCase(Locale.ROOT)),
                        UserSearch.Order.valueOf(sort.toUpperCase(Locale.ROOT)),
                        !order.equalsIgnoreCase("asc"),
                        page,
                        perPage);
        return users.read(caller, id, (all, project) -> all.list(project, wish));
    }

    @GetMapping("/{userId}")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getAuthUser",
            summary = "A user with metadata, sessions, identities and factors",
            description = "The newest 20 sessions. No secret is in it.")
    UserDetail get(@PathVariable UUID id, @PathVariable UUID userId, Caller caller) {
        return users.read(caller, id, (all, project) -> all.get(project, userId));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Rank.ADMIN)
    @MayRefuse(
            status = 409,
            code = "email_exists",
            text = "A user with this email address has already been registered")
    @Operation(
            operationId = "createAuthUser",
            summary = "Make a user",
            description =
                    "With an e-mail address or a phone number; without a password, the user signs"
                            + " in by a link or sets one by recovery. No mail is sent.")
    UserDetail create(@PathVariable UUID id, @RequestBody UserChange wish, Caller caller) {
        return users.change(
                caller,
                id,
                AuditAction.CREATE_AUTH_USER,
                null,
                Map.of("fields", fields(wish)),
                (all, project) -> all.create(project, wish));
    }

    @PatchMapping("/{userId}")
    @Needs(Rank.ADMIN)
    @MayRefuse(
            status = 409,
            code = "email_exists",
            text = "A user with this email address has already been registered")
    @Operation(
            operationId = "updateAuthUser",
            summary = "Change a user",
            description = "What is absent stays. Metadata is merged; a key of null goes.")
    UserDetail update(
            @PathVariable UUID id,
            @PathVariable UUID userId,
            @RequestBody UserChange change,
            Caller caller) {
        return users.change(
                caller,
                id,
                AuditAction.UPDATE_AUTH_USER,
                userId,
                Map.of("fields", fields(change)),
                (all, project) -> all.update(project, userId, change));
    }

    @DeleteMapping("/{userId}")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "deleteAuthUser",
            summary = "Delete a user",
            description = "Sessions, tokens, identities and factors go too.")
    Status delete(@PathVariable UUID id, @PathVariable UUID userId, Caller caller) {
        users.change(
                caller,
                id,
                AuditAction.DELETE_AUTH_USER,
                userId,
                Map.of(),
                (all, project) -> {
                    all.delete(project, userId);
                    return userId;
                });
        return new Status("deleted");
    }

    /// Names only: values may be secret.
    private static List<String> fields(UserChange change) {
        var fields = new ArrayList<String>();
        note(fields, "email", change.email());
        note(fields, "phone", change.phone());
        note(fields, "password", change.password());
        note(fields, "email_confirm", change.emailConfirm());
        note(fields, "phone_confirm", change.phoneConfirm());
        note(fields, "user_metadata", change.userMetadata());
        note(fields, "app_metadata", change.appMetadata());
        return fields;
    }

    private static void note(List<String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.add(name);
        }
    }
}
