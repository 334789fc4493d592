package dev.dupabase.auth.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dupabase.auth.admin.UserAdminRepository.Search;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// The users of a project, for its administrators (contracts/auth.md §1.16).
@RestController
class UserAdminController {
    private static final String ONE = "/auth/v1/admin/users/{id}";

    private final UserAdmin admin;
    private final UserAdminRepository repository;
    private final ProjectDatabase database;

    UserAdminController(UserAdmin admin, UserAdminRepository repository, ProjectDatabase database) {
        this.admin = admin;
        this.repository = repository;
        this.database = database;
    }

    /// @param pagination null where the list is read page by page
    record UserList(
            List<UserBody> users,
            String aud,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pagination pagination) {}

    /// @param shouldSoftDelete whether the row stays, without a name
    record DeleteBody(Optional<Boolean> shouldSoftDelete) {}

    @GetMapping("/auth/v1/admin/users")
    ResponseEntity<UserList> list(AuthRequest request, Administrator administrator) {
        var page = Page.of(request);
        var oldestFirst = isOldestFirst(request.query().first("sort").orElse(""));
        var search =
                new Search(
                        request.audience(),
                        request.query().first("filter").orElse(""),
                        request.query().first("email").orElse("").toLowerCase(Locale.ROOT),
                        request.query().first("phone").orElse(""),
                        request.query().first("provider").orElse(""));
        if (request.settings().beyond().cursorPaging() && Cursor.isAsked(request)) {
            return ResponseEntity.ok(behind(search, Cursor.of(request), oldestFirst));
        }
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var users =
                            oldestFirst
                                    ? repository.oldest(search, page)
                                    : repository.newest(search, page);
                    return ResponseEntity.ok()
                            .headers(page.headers("/admin/users", repository.count(search)))
                            .body(
                                    new UserList(
                                            users.stream().map(UserBody::of).toList(),
                                            search.aud(),
                                            null));
                });
    }

    /// Read by key: as quick on the last page as on the first, and nobody is missed or seen twice
    /// while others are added.
    private UserList behind(Search search, Cursor cursor, boolean oldestFirst) {
        var users =
                database.asRole(
                        InternalRole.AUTH,
                        () ->
                                oldestFirst
                                        ? repository.oldest(search, cursor)
                                        : repository.newest(search, cursor));
        return new UserList(
                users.stream().limit(cursor.size()).map(UserBody::of).toList(),
                search.aud(),
                Pagination.of(users, cursor, UserAdminController::position));
    }

    private static Cursor.Position position(User user) {
        var at = Objects.requireNonNullElse(user.createdAt(), Cursor.NO_TIME);
        return new Cursor.Position(at, user.id());
    }

    private static boolean isOldestFirst(String sort) {
        return switch (sort.strip().toLowerCase(Locale.ROOT)) {
            case "", "created_at", "created_at desc" -> false;
            case "created_at asc" -> true;
            default ->
                    throw AuthError.VALIDATION_FAILED.refuse(
                            "Bad Sort Parameters: bad field for sort '%s'".formatted(sort));
        };
    }

    @PostMapping("/auth/v1/admin/users")
    UserBody create(AuthRequest request, Administrator administrator, @JsonBody UserForm form) {
        return UserBody.of(admin.create(request, administrator, form));
    }

    @GetMapping(ONE)
    UserBody show(Administrator administrator, @PathVariable("id") String id) {
        return UserBody.of(admin.find(userId(id)));
    }

    @PutMapping(ONE)
    UserBody update(
            AuthRequest request,
            Administrator administrator,
            @PathVariable("id") String id,
            @JsonBody UserForm form) {
        return UserBody.of(admin.update(request, administrator, userId(id), form));
    }

    @DeleteMapping(ONE)
    Map<String, String> delete(
            AuthRequest request,
            Administrator administrator,
            @PathVariable("id") String id,
            @JsonBody(optional = true) DeleteBody body) {
        admin.delete(request, administrator, userId(id), body.shouldSoftDelete().orElse(false));
        return Map.of();
    }

    static UUID userId(String text) {
        return Uuids.parse(text)
                .orElseThrow(() ->
                        AuthError.VALIDATION_FAILED.refuse(
                                HttpStatus.NOT_FOUND, "user_id must be an UUID"));
    }
}
