package dev.dupabase.auth.managed;

import dev.dupabase.auth.admin.LinkService;
import dev.dupabase.auth.admin.UserAdmin;
import dev.dupabase.auth.admin.UserForm;
import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.device.DeviceRepository;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.factor.FactorRepository;
import dev.dupabase.auth.hook.NewUserHooks;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AccessTokens;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeMails;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.users.ProjectUsers;
import dev.dupabase.platform.users.UserChange;
import dev.dupabase.platform.users.UserDetail;
import dev.dupabase.platform.users.UserLink;
import dev.dupabase.platform.users.UserPage;
import dev.dupabase.platform.users.UserSearch;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Manages users by what this module's own API does (contracts/platform.md §10).
@Component
class ManagedUsers implements ProjectUsers {
    private static final Administrator PLATFORM = new Administrator("platform");

    /// As GoTrue's `876000h`. PostgreSQL's own infinity is for nobody to read (§20-32).
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final ManagedRequests requests;
    private final ProjectDatabase database;
    private final UserListing listing;
    private final UserAdmin admin;
    private final UserRepository users;
    private final SessionRepository sessions;
    private final DeviceRepository devices;
    private final FactorRepository factors;
    private final LinkService links;
    private final CodeMails codes;
    private final UserMails mails;
    private final NewUserHooks newUsers;
    private final AccessTokens tokens;
    private final AuditLog audit;
    private final Clock clock;

    ManagedUsers(
            ManagedRequests requests,
            ProjectDatabase database,
            UserListing listing,
            UserAdmin admin,
            UserRepository users,
            SessionRepository sessions,
            DeviceRepository devices,
            FactorRepository factors,
            LinkService links,
            CodeMails codes,
            UserMails mails,
            NewUserHooks newUsers,
            AccessTokens tokens,
            AuditLog audit,
            Clock clock) {
        this.requests = requests;
        this.database = database;
        this.listing = listing;
        this.admin = admin;
        this.users = users;
        this.sessions = sessions;
        this.devices = devices;
        this.factors = factors;
        this.links = links;
        this.codes = codes;
        this.mails = mails;
        this.newUsers = newUsers;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public UserPage list(Project project, UserSearch search) {
        return requests.on(
                project,
                null,
                request ->
                        inTransaction(() ->
                                new UserPage(
                                        listing.page(search).stream().map(UserViews::of).toList(),
                                        listing.count(search),
                                        search.page(),
                                        search.perPage())));
    }

    @Override
    public UserDetail get(Project project, UUID user) {
        return requests.on(project, null, request -> detail(user));
    }

    @Override
    public UserDetail create(Project project, UserChange wish) {
        return requests.on(
                project,
                null,
                request -> {
                    var user = admin.create(request, PLATFORM, form(wish));
                    newUsers.tell(request);
                    return detail(user.id());
                });
    }

    @Override
    public UserDetail update(Project project, UUID user, UserChange change) {
        return requests.on(
                project,
                null,
                request -> {
                    admin.update(request, PLATFORM, user, form(change));
                    return detail(user);
                });
    }

    @Override
    public void delete(Project project, UUID user) {
        requests.on(
                project,
                null,
                request -> {
                    admin.delete(request, PLATFORM, user, false);
                    return user;
                });
    }

    @Override
    public UserDetail ban(Project project, UUID user, @Nullable Duration duration) {
        var until = clock.instant().plus(duration == null ? FOR_EVER : duration);
        return requests.on(
                project,
                null,
                request -> {
                    admin.ban(request, PLATFORM, user, until);
                    return detail(user);
                });
    }

    @Override
    public UserDetail unban(Project project, UUID user) {
        return requests.on(
                project,
                null,
                request -> {
                    admin.ban(request, PLATFORM, user, null);
                    return detail(user);
                });
    }

    @Override
    public UserDetail invite(
            Project project,
            String email,
            Map<String, @Nullable Object> userMetadata,
            @Nullable String redirectTo) {
        return requests.on(
                project,
                redirectTo,
                request -> {
                    var user = links.invite(request, PLATFORM, email, userMetadata);
                    newUsers.tell(request);
                    return detail(user.id());
                });
    }

    @Override
    public void send(Project project, UUID user, UserLink link, @Nullable String redirectTo) {
        requests.on(
                project,
                redirectTo,
                request -> {
                    if (link == UserLink.INVITE) {
                        return links.invite(
                                request, PLATFORM, withAddress(admin.find(user)).email(), Map.of());
                    }
                    mails.send(request, inTransaction(() -> mail(request, user(user), link)));
                    return user;
                });
    }

    private PendingMail mail(AuthRequest request, User user, UserLink link) {
        withAddress(user);
        if (link != UserLink.CONFIRMATION) {
            audit.record(request, AuditAction.USER_RECOVERY_REQUESTED, user);
        } else if (user.isConfirmed()) {
            throw AuthError.VALIDATION_FAILED.refuse("the address is confirmed already");
        }
        return switch (link) {
            case RECOVERY -> codes.recovery(request, user, Optional.empty());
            case MAGIC_LINK -> codes.magicLink(request, user, Optional.empty());
            case CONFIRMATION -> codes.confirmation(request, user, Optional.empty());
            case INVITE -> throw new IllegalArgumentException("not a mail of a code");
        };
    }

    private static User withAddress(User user) {
        if (user.email().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("the user has no e-mail address");
        }
        return user;
    }

    @Override
    public void endSession(Project project, UUID user, UUID session) {
        requests.on(
                project,
                null,
                request ->
                        inTransaction(() -> {
                            if (!sessions.deleteOwn(user(user).id(), session)) {
                                throw new ApiException(
                                        CommonError.NOT_FOUND, "there is no such session");
                            }
                            return session;
                        }));
    }

    @Override
    public int endSessions(Project project, UUID user) {
        return requests.on(
                project,
                null,
                request ->
                        inTransaction(() -> {
                            int open = sessions.ofUser(user(user).id()).size();
                            sessions.deleteAll(user);
                            return open;
                        }));
    }

    @Override
    public void deleteFactor(Project project, UUID user, UUID factor) {
        requests.on(
                project,
                null,
                request ->
                        inTransaction(() -> {
                            var owner = user(user);
                            if (owner.factors().stream().noneMatch(f -> f.id().equals(factor))) {
                                throw AuthError.MFA_FACTOR_NOT_FOUND.refuse("Factor not found");
                            }
                            factors.delete(factor);
                            audit.recordByRole(
                                    request,
                                    AuditAction.FACTOR_DELETED,
                                    PLATFORM.role(),
                                    Map.of(
                                            "user_id",
                                            user.toString(),
                                            "factor_id",
                                            factor.toString()));
                            return factor;
                        }));
    }

    @Override
    public Optional<ObjectNode> claims(Project project, UUID user) {
        return requests.on(
                project,
                null,
                request ->
                        inTransaction(() -> users.find(user))
                                .map(found ->
                                        Columns.JSON.valueToTree(tokens.sample(request, found))));
    }

    private UserDetail detail(UUID id) {
        return inTransaction(() -> UserViews.detail(user(id), devices.ofUser(id, null)));
    }

    private User user(UUID id) {
        return users.find(id).orElseThrow(() -> AuthError.USER_NOT_FOUND.refuse("User not found"));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return database.asRole(InternalRole.AUTH, work);
    }

    private static UserForm form(UserChange change) {
        return new UserForm(
                "",
                "",
                "",
                Objects.requireNonNullElse(change.email(), ""),
                Objects.requireNonNullElse(change.phone(), ""),
                Optional.ofNullable(change.password()),
                "",
                Optional.ofNullable(change.emailConfirm()),
                Optional.ofNullable(change.phoneConfirm()),
                change.userMetadata() == null ? Map.of() : change.userMetadata(),
                change.appMetadata() == null ? Map.of() : change.appMetadata(),
                "");
    }
}
