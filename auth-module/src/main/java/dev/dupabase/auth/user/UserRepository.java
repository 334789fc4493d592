package dev.dupabase.auth.user;

import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The users of the running project. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class UserRepository {
    private static final String BY_ID =
            "select " + UserRows.COLUMNS + " from auth.users u where u.id = :id";

    // Rows made by SQL may lack an audience: they count as of any.
    private static final String BY_EMAIL =
            "select "
                    + UserRows.COLUMNS
                    + """
                     from auth.users u
                    where u.email = :email and not u.is_sso_user
                      and (u.aud = :aud or coalesce(u.aud, '') = '')
                    """;

    private static final String BY_PHONE =
            "select "
                    + UserRows.COLUMNS
                    + """
                     from auth.users u
                    where u.phone = :phone and not u.is_sso_user
                      and (u.aud = :aud or coalesce(u.aud, '') = '')
                    """;

    private static final String LOCK = "select true from auth.users where id = :id for update";

    private static final String INSERT =
            """
            insert into auth.users (instance_id, id, aud, role, email, phone, encrypted_password,
                raw_app_meta_data, raw_user_meta_data, is_anonymous, is_sso_user, confirmation_token,
                recovery_token, email_change_token_new, email_change_token_current, email_change,
                phone_change, phone_change_token, reauthentication_token, created_at, updated_at)
            values ('00000000-0000-0000-0000-000000000000', :id, :aud, :role, nullif(:email, ''),
                nullif(:phone, ''), :password, :app_metadata, :user_metadata, :anonymous, :sso, '',
                '', '', '', '', '', '', '', :now, :now)
            """;

    private static final String SIGNED_IN =
            "update auth.users set last_sign_in_at = :now, updated_at = :now where id = :id";

    private static final String SET_PASSWORD =
            """
            update auth.users set encrypted_password = nullif(:password, ''), updated_at = :now
            where id = :id
            """;

    // The keys whose new value is null go; no other level is merged.
    private static final String MERGE_USER_METADATA =
            """
            update auth.users set updated_at = :now, raw_user_meta_data =
                (coalesce(nullif(raw_user_meta_data, 'null'), '{}') || cast(:data as jsonb))
                - array(select key from jsonb_each(cast(:data as jsonb)) where value = 'null')
            where id = :id
            """;

    private static final String MERGE_APP_METADATA =
            """
            update auth.users set updated_at = :now, raw_app_meta_data =
                (coalesce(nullif(raw_app_meta_data, 'null'), '{}') || cast(:data as jsonb))
                - array(select key from jsonb_each(cast(:data as jsonb)) where value = 'null')
            where id = :id
            """;

    private static final String CONFIRM_EMAIL =
            """
            update auth.users set email_confirmed_at = coalesce(email_confirmed_at, :now),
                confirmation_token = '', updated_at = :now,
                raw_user_meta_data = coalesce(nullif(raw_user_meta_data, 'null'), '{}')
                    || '{"email_verified": true}'
            where id = :id
            """;

    private static final String BY_PENDING_EMAIL =
            "select "
                    + UserRows.COLUMNS
                    + """
                     from auth.users u
                    where u.email_change = :email and not u.is_sso_user
                      and (u.aud = :aud or coalesce(u.aud, '') = '')
                    order by u.email_change_sent_at desc nulls last limit 1
                    """;

    private static final String EMAIL_TAKEN =
            """
            select exists (
                select from auth.users where email = :email and not is_sso_user and id <> :id)
            """;

    private static final String ASK_EMAIL_CHANGE =
            """
            update auth.users set email_change = :email, email_change_confirm_status = 0,
                updated_at = :now
            where id = :id
            """;

    private static final String HALF_CONFIRM_EMAIL_CHANGE =
            """
            update auth.users set email_change_confirm_status = 1, updated_at = :now where id = :id
            """;

    private static final String CHANGE_EMAIL =
            """
            update auth.users set email = email_change, email_change = '',
                email_change_confirm_status = 0, is_anonymous = false,
                email_confirmed_at = coalesce(email_confirmed_at, :now), updated_at = :now,
                raw_user_meta_data = case when jsonb_exists(raw_user_meta_data, 'email')
                    then raw_user_meta_data
                        || jsonb_build_object('email', email_change, 'email_verified', true)
                    else raw_user_meta_data end
            where id = :id
            """;

    private static final String CONFIRM_PHONE =
            """
            update auth.users set phone_confirmed_at = coalesce(phone_confirmed_at, :now),
                confirmation_token = '', is_anonymous = false, updated_at = :now,
                raw_user_meta_data = coalesce(nullif(raw_user_meta_data, 'null'), '{}')
                    || '{"phone_verified": true}'
            where id = :id
            """;

    private static final String BY_PENDING_PHONE =
            "select "
                    + UserRows.COLUMNS
                    + """
                     from auth.users u
                    where u.phone_change = :phone and not u.is_sso_user
                      and (u.aud = :aud or coalesce(u.aud, '') = '')
                    order by u.phone_change_sent_at desc nulls last limit 1
                    """;

    private static final String PHONE_TAKEN =
            "select exists (select from auth.users where phone = :phone and id <> :id)";

    private static final String ASK_PHONE_CHANGE =
            "update auth.users set phone_change = :phone, updated_at = :now where id = :id";

    private static final String CHANGE_PHONE =
            """
            update auth.users set phone = phone_change, phone_change = '', is_anonymous = false,
                phone_confirmed_at = :now, updated_at = :now,
                raw_user_meta_data = case when jsonb_exists(raw_user_meta_data, 'phone')
                    then raw_user_meta_data
                        || jsonb_build_object('phone', phone_change, 'phone_verified', true)
                    else raw_user_meta_data end
            where id = :id
            """;

    private static final UserRows ROWS = new UserRows();

    private final ProjectDatabase database;

    UserRepository(ProjectDatabase database) {
        this.database = database;
    }

    public Optional<User> find(UUID id) {
        return database.sql(BY_ID).param("id", id).query(ROWS).optional();
    }

    /// A user that is known to be there.
    public User get(UUID id) {
        return find(id).orElseThrow();
    }

    /// Users of single sign-on are not found by their address: several may share it.
    ///
    /// @param email lower-case
    public Optional<User> findByEmail(String email, String aud) {
        return database.sql(BY_EMAIL)
                .param("email", email)
                .param("aud", aud)
                .query(ROWS)
                .optional();
    }

    public Optional<User> findByPhone(String phone, String aud) {
        return database.sql(BY_PHONE)
                .param("phone", phone)
                .param("aud", aud)
                .query(ROWS)
                .optional();
    }

    /// Keeps others from changing the user until the transaction ends.
    public void lock(UUID id) {
        database.sql(LOCK).param("id", id).query(Boolean.class).optional();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if address or number are taken
    public void insert(NewUser user, Instant now) {
        insert(user, false, now);
    }

    /// Stores a user of single sign-on, whose address others may have too.
    public void insertOfSingleSignOn(NewUser user, Instant now) {
        insert(user, true, now);
    }

    private void insert(NewUser user, boolean singleSignOn, Instant now) {
        database.sql(INSERT)
                .param("id", user.id())
                .param("aud", user.aud())
                .param("role", user.role())
                .param("email", user.email())
                .param("phone", user.phone())
                .param("password", user.passwordHash())
                .param("app_metadata", Columns.json(user.appMetadata()))
                .param("user_metadata", Columns.json(user.userMetadata()))
                .param("anonymous", user.anonymous())
                .param("sso", singleSignOn)
                .param("now", Columns.parameter(now))
                .update();
    }

    public void signedIn(UUID id, Instant now) {
        database.sql(SIGNED_IN).param("id", id).param("now", Columns.parameter(now)).update();
    }

    /// @param hash empty: no password
    public void setPassword(UUID id, String hash, Instant now) {
        database.sql(SET_PASSWORD)
                .param("id", id)
                .param("password", hash)
                .param("now", Columns.parameter(now))
                .update();
    }

    public void mergeUserMetadata(UUID id, Map<String, @Nullable Object> data, Instant now) {
        database.sql(MERGE_USER_METADATA)
                .param("id", id)
                .param("data", Columns.json(data))
                .param("now", Columns.parameter(now))
                .update();
    }

    public void mergeAppMetadata(UUID id, Map<String, @Nullable Object> data, Instant now) {
        database.sql(MERGE_APP_METADATA)
                .param("id", id)
                .param("data", Columns.json(data))
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Marks the address as confirmed, in the row and in the metadata.
    public void confirmEmail(UUID id, Instant now) {
        database.sql(CONFIRM_EMAIL).param("id", id).param("now", Columns.parameter(now)).update();
    }

    /// A user who has asked to be known by this address.
    public Optional<User> findByPendingEmail(String email, String aud) {
        return database.sql(BY_PENDING_EMAIL)
                .param("email", email)
                .param("aud", aud)
                .query(ROWS)
                .optional();
    }

    /// Whether another user has the address.
    public boolean isEmailTaken(String email, UUID id) {
        return database.sql(EMAIL_TAKEN)
                .param("email", email)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// Remembers the address that a user wants, until it is confirmed.
    public void askEmailChange(UUID id, String email, Instant now) {
        database.sql(ASK_EMAIL_CHANGE)
                .param("id", id)
                .param("email", email)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// One of the two addresses has agreed.
    public void halfConfirmEmailChange(UUID id, Instant now) {
        database.sql(HALF_CONFIRM_EMAIL_CHANGE)
                .param("id", id)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// Marks the number as confirmed, in the row and in the metadata. Who has one is not anonymous.
    public void confirmPhone(UUID id, Instant now) {
        database.sql(CONFIRM_PHONE).param("id", id).param("now", Columns.parameter(now)).update();
    }

    /// A user who has asked to be known by this number.
    public Optional<User> findByPendingPhone(String phone, String aud) {
        return database.sql(BY_PENDING_PHONE)
                .param("phone", phone)
                .param("aud", aud)
                .query(ROWS)
                .optional();
    }

    /// Whether another user has the number.
    public boolean isPhoneTaken(String phone, UUID id) {
        return database.sql(PHONE_TAKEN)
                .param("phone", phone)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// Remembers the number that a user wants, until it is confirmed.
    public void askPhoneChange(UUID id, String phone, Instant now) {
        database.sql(ASK_PHONE_CHANGE)
                .param("id", id)
                .param("phone", phone)
                .param("now", Columns.parameter(now))
                .update();
    }

    /// The pending number becomes the user's.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException if somebody else has it by now
    public void changePhone(UUID id, Instant now) {
        database.sql(CHANGE_PHONE).param("id", id).param("now", Columns.parameter(now)).update();
    }

    /// The pending address becomes the user's.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException if somebody else has it by now
    public void changeEmail(UUID id, Instant now) {
        database.sql(CHANGE_EMAIL).param("id", id).param("now", Columns.parameter(now)).update();
    }
}
