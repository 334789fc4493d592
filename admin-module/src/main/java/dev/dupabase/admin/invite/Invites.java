package dev.dupabase.admin.invite;

import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.platform.error.ApiException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Invitations to register, table `platform.invites`. Each is good for one account.
@Component
public class Invites {
    private static final int CODE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String LIST =
            """
            select id, code, email, created_by, used_by, used_at, expires_at, created_at
            from platform.invites order by created_at desc, id
            """;

    private static final String INSERT =
            """
            insert into platform.invites (code, email, created_by, expires_at)
            values (:code, :email, :creator, now() + make_interval(secs => :seconds))
            returning id, code, email, created_by, used_by, used_at, expires_at, created_at
            """;

    private static final String IS_USABLE =
            """
            select count(*) > 0 from platform.invites
            where code = :code and used_at is null and expires_at > now()
                and (email is null or email = :email)
            """;

    private static final String USE =
            """
            update platform.invites set used_by = :user, used_at = now()
            where code = :code and used_at is null and expires_at > now()
                and (email is null or email = :email)
            """;

    private static final String DELETE = "delete from platform.invites where id = :id";

    private static final RowMapper<Invite> INVITE = new SimplePropertyRowMapper<>(Invite.class);

    private final JdbcClient platform;

    Invites(JdbcClient platform) {
        this.platform = platform;
    }

    /// @throws ApiException unless the code is good for this address now
    public void requireUsable(String code, String email) {
        boolean usable =
                platform.sql(IS_USABLE)
                        .param("code", code)
                        .param("email", email)
                        .query(Boolean.class)
                        .single();
        if (!usable) {
            throw invalid(code);
        }
    }

    /// Uses the code up for an account; of two at once, one fails.
    ///
    /// @throws ApiException if it is not good any more
    public void use(String code, String email, UUID user) {
        int used =
                platform.sql(USE)
                        .param("code", code)
                        .param("email", email)
                        .param("user", user)
                        .update();
        if (used == 0) {
            throw invalid(code);
        }
    }

    List<Invite> list() {
        return platform.sql(LIST).query(INVITE).list();
    }

    Invite create(@Nullable String email, UUID creator, Duration lifetime) {
        var code = new byte[CODE_BYTES];
        RANDOM.nextBytes(code);
        return platform.sql(INSERT)
                .param("code", HexFormat.of().formatHex(code))
                .param("email", email)
                .param("creator", creator)
                .param("seconds", lifetime.toSeconds())
                .query(INVITE)
                .single();
    }

    boolean delete(UUID id) {
        return platform.sql(DELETE).param("id", id).update() > 0;
    }

    private static ApiException invalid(String code) {
        var text =
                code.isEmpty()
                        ? "registration needs an invite code"
                        : "the invite code is unknown, used, expired or for another address";
        return new ApiException(PlatformError.INVITE_INVALID, text).field("invite_code", text);
    }
}
