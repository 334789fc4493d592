package dev.dupabase.auth.managed;

import dev.dupabase.auth.device.SessionRow;
import dev.dupabase.auth.user.User;
import dev.dupabase.platform.users.ProjectUser;
import dev.dupabase.platform.users.UserDetail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Users as the platform API shows them.
final class UserViews {
    private static final int SESSIONS = 20;

    private UserViews() {}

    static ProjectUser of(User user) {
        return new ProjectUser(
                user.id(),
                orNull(user.email()),
                orNull(user.phone()),
                user.emailConfirmedAt(),
                user.phoneConfirmedAt(),
                user.lastSignInAt(),
                user.anonymous(),
                user.bannedUntil(),
                user.createdAt(),
                user.updatedAt(),
                user.invitedAt(),
                name(user.userMetadata()),
                List.copyOf(user.providers()));
    }

    static UserDetail detail(User user, List<SessionRow> sessions) {
        var row = of(user);
        return new UserDetail(
                row.id(),
                row.email(),
                row.phone(),
                row.emailConfirmedAt(),
                row.phoneConfirmedAt(),
                row.lastSignInAt(),
                row.anonymous(),
                row.bannedUntil(),
                row.createdAt(),
                row.updatedAt(),
                row.invitedAt(),
                row.displayName(),
                row.providers(),
                user.role(),
                user.hasPassword(),
                user.appMetadata(),
                user.userMetadata(),
                sessions.stream().limit(SESSIONS).map(UserViews::session).toList(),
                user.identities().stream()
                        .map(identity ->
                                new UserDetail.UserIdentity(
                                        identity.id(),
                                        identity.provider(),
                                        identity.providerId(),
                                        identity.email(),
                                        identity.data(),
                                        identity.lastSignInAt(),
                                        identity.createdAt()))
                        .toList(),
                user.factors().stream()
                        .map(factor ->
                                new UserDetail.UserFactor(
                                        factor.id(),
                                        factor.factorType(),
                                        factor.status(),
                                        factor.friendlyName(),
                                        factor.lastChallengedAt(),
                                        factor.createdAt()))
                        .toList());
    }

    private static UserDetail.UserSession session(SessionRow row) {
        return new UserDetail.UserSession(
                row.id(),
                row.createdAt(),
                row.refreshedAt() == null ? row.createdAt() : row.refreshedAt(),
                row.notAfter(),
                row.userAgent(),
                row.ip(),
                row.aal(),
                row.amr());
    }

    private static @Nullable String name(Map<String, @Nullable Object> metadata) {
        for (var key : List.of("full_name", "name", "display_name")) {
            if (metadata.get(key) instanceof String name && !name.isBlank()) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
