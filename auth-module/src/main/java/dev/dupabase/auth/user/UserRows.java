package dev.dupabase.auth.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;

/// Reads users with their identities and factors from one row.
public final class UserRows implements RowMapper<User> {
    /// The columns of `auth.users` as `u`, and the rows that hang on it.
    public static final String COLUMNS =
            """
            u.*,
            coalesce((
                select jsonb_agg(jsonb_build_object(
                        'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id,
                        'identity_data', i.identity_data, 'provider', i.provider,
                        'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at,
                        'updated_at', i.updated_at, 'email', i.email)
                    order by i.created_at, i.id)
                from auth.identities i where i.user_id = u.id), '[]') as identities,
            coalesce((
                select jsonb_agg(jsonb_build_object(
                        'id', f.id, 'created_at', f.created_at, 'updated_at', f.updated_at,
                        'status', f.status, 'friendly_name', f.friendly_name,
                        'factor_type', f.factor_type, 'phone', f.phone,
                        'last_challenged_at', f.last_challenged_at)
                    order by f.created_at, f.id)
                from auth.mfa_factors f where f.user_id = u.id), '[]') as factors
            """;

    private static final TypeReference<List<Identity>> IDENTITIES = new TypeReference<>() {};
    private static final TypeReference<List<Factor>> FACTORS = new TypeReference<>() {};

    @Override
    public User mapRow(ResultSet row, int number) throws SQLException {
        return read(row);
    }

    public static User read(ResultSet row) throws SQLException {
        return new User(
                row.getObject("id", UUID.class),
                Columns.text(row, "aud"),
                Columns.text(row, "role"),
                Columns.text(row, "email"),
                Columns.text(row, "encrypted_password"),
                Columns.instant(row, "email_confirmed_at"),
                Columns.instant(row, "invited_at"),
                Columns.instant(row, "confirmation_sent_at"),
                Columns.instant(row, "recovery_sent_at"),
                Columns.text(row, "email_change"),
                Columns.instant(row, "email_change_sent_at"),
                row.getInt("email_change_confirm_status"),
                Columns.instant(row, "last_sign_in_at"),
                Columns.object(row, "raw_app_meta_data"),
                Columns.object(row, "raw_user_meta_data"),
                Columns.text(row, "phone"),
                Columns.instant(row, "phone_confirmed_at"),
                Columns.text(row, "phone_change"),
                Columns.instant(row, "phone_change_sent_at"),
                Columns.instant(row, "confirmed_at"),
                Columns.instant(row, "banned_until"),
                Columns.instant(row, "reauthentication_sent_at"),
                row.getBoolean("is_sso_user"),
                row.getBoolean("is_anonymous"),
                Columns.instant(row, "deleted_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                Columns.JSON.readValue(row.getString("identities"), IDENTITIES),
                Columns.JSON.readValue(row.getString("factors"), FACTORS));
    }
}
