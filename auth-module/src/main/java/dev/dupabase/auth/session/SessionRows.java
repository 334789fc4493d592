package dev.dupabase.auth.session;

import dev.dupabase.auth.user.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/// Reads sessions from rows whose columns begin with `s_`, so that they fit beside a user's.
final class SessionRows {
    static final String COLUMNS =
            """
            s.id as s_id, s.user_id as s_user_id, s.created_at as s_created_at,
            s.refreshed_at as s_refreshed_at, s.not_after as s_not_after,
            s.factor_id as s_factor_id, s.tag as s_tag, s.oauth_client_id as s_oauth_client_id,
            s.scopes as s_scopes,
            s.refresh_token_hmac_key as s_hmac_key, s.refresh_token_counter as s_counter,
            coalesce((
                select jsonb_agg(jsonb_build_object('method', a.authentication_method,
                        'at', floor(extract(epoch from a.updated_at))::bigint)
                    order by a.updated_at desc)
                from auth.mfa_amr_claims a where a.session_id = s.id), '[]') as s_amr
            """;

    private static final TypeReference<List<Session.Proof>> PROOFS = new TypeReference<>() {};

    private SessionRows() {}

    static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getObject("s_id", UUID.class),
                row.getObject("s_user_id", UUID.class),
                Objects.requireNonNullElse(Columns.instant(row, "s_created_at"), Instant.EPOCH),
                Columns.utc(row, "s_refreshed_at"),
                Columns.instant(row, "s_not_after"),
                row.getObject("s_factor_id", UUID.class),
                row.getString("s_tag"),
                row.getObject("s_oauth_client_id", UUID.class),
                row.getString("s_scopes"),
                row.getString("s_hmac_key"),
                row.getLong("s_counter"),
                Columns.JSON.readValue(row.getString("s_amr"), PROOFS));
    }
}
