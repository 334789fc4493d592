package dev.dupabase.backup.setting;

import dev.dupabase.backup.setting.Settings.Encryption;
import dev.dupabase.platform.secret.Place;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.secret.SecretBox;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row for each organisation that has backups.
@Repository
public class SettingsStore {
    private static final String COLUMNS =
            """
            select id, org_id, location_id, path_prefix, schedule, retention_days, project_ids, enabled, verify,
                encryption, age_recipients, age_public_key, created_at, updated_at
            from platform.backup_settings
            """;
    private static final String BY_ORGANISATION = COLUMNS + "where org_id = :org";
    private static final String ENABLED = COLUMNS + "where enabled order by created_at";
    private static final String SAVE =
            """
            insert into platform.backup_settings (id, org_id, location_id, path_prefix, schedule, retention_days,
                project_ids, enabled, verify, encryption, age_recipients)
            values (:id, :org, :location, :prefix, :schedule, :retention, cast(:projects as uuid[]), :enabled,
                :verify, :encryption, cast(:recipients as text[]))
            on conflict (org_id) do update set location_id = excluded.location_id,
                path_prefix = excluded.path_prefix, schedule = excluded.schedule,
                retention_days = excluded.retention_days, project_ids = excluded.project_ids,
                enabled = excluded.enabled, verify = excluded.verify, encryption = excluded.encryption,
                age_recipients = excluded.age_recipients, updated_at = now()
            """;
    private static final String IDENTITY =
            """
            update platform.backup_settings set age_public_key = :public, age_identity = :identity
            where id = :id and age_identity is null
            """;
    private static final String FIND_IDENTITY =
            "select id, age_identity from platform.backup_settings where org_id = :org";
    private static final String ENABLE =
            "update platform.backup_settings set enabled = :enabled, updated_at = now() where org_id = :org";
    private static final String DELETE = "delete from platform.backup_settings where org_id = :org";

    private final JdbcClient database;
    private final LocationStore locations;
    private final SecretBox secrets;

    SettingsStore(JdbcClient database, LocationStore locations, SecretBox secrets) {
        this.database = database;
        this.locations = locations;
        this.secrets = secrets;
    }

    public Optional<Settings> find(UUID orgId) {
        return database.sql(BY_ORGANISATION).param("org", orgId).query(this::row).optional();
    }

    public List<Settings> enabled() {
        return database.sql(ENABLED).query(this::row).list();
    }

    void save(Settings settings) {
        database.sql(SAVE)
                .param("id", settings.id())
                .param("org", settings.orgId())
                .param("location", settings.locationId())
                .param("prefix", settings.pathPrefix())
                .param("schedule", settings.schedule().label())
                .param("retention", settings.retentionDays())
                .param("projects", settings.projectIds().toArray(new UUID[0]))
                .param("enabled", settings.enabled())
                .param("verify", settings.verify())
                .param("encryption", settings.encryption().wanted() ? "age" : "none")
                .param("recipients", settings.encryption().recipients().toArray(new String[0]))
                .update();
    }

    void enable(UUID orgId, boolean enabled) {
        database.sql(ENABLE).param("enabled", enabled).param("org", orgId).update();
    }

    void delete(UUID orgId) {
        database.sql(DELETE).param("org", orgId).update();
    }

    /// Gives the organisation its key, unless it has one.
    void identity(UUID id, String publicKey, Secret identity) {
        database.sql(IDENTITY)
                .param("id", id)
                .param("public", publicKey)
                .param("identity", secrets.seal(identity, place(id)))
                .update();
    }

    /// The key that opens an organisation's encrypted backups.
    public Optional<Secret> identity(UUID orgId) {
        return database.sql(FIND_IDENTITY)
                .param("org", orgId)
                .query((row, number) -> {
                    byte @Nullable [] sealed = row.getBytes("age_identity");
                    return sealed == null
                            ? Optional.<Secret>empty()
                            : Optional.of(
                                    secrets.open(sealed, place(row.getObject("id", UUID.class))));
                })
                .optional()
                .flatMap(found -> found);
    }

    private static Place place(UUID id) {
        return new Place("backup_settings", "age_identity", id.toString());
    }

    private Settings row(ResultSet row, int number) throws SQLException {
        var location = row.getObject("location_id", UUID.class);
        @Nullable String publicKey = row.getString("age_public_key");
        return new Settings(
                row.getObject("id", UUID.class),
                row.getObject("org_id", UUID.class),
                location,
                locations.get(location),
                row.getString("path_prefix"),
                Schedule.ofLabel(row.getString("schedule")),
                row.getInt("retention_days"),
                List.of((UUID[]) array(row.getArray("project_ids"))),
                row.getBoolean("enabled"),
                row.getBoolean("verify"),
                new Encryption(
                        row.getString("encryption").equals("age"),
                        List.of((String[]) array(row.getArray("age_recipients"))),
                        publicKey == null ? "" : publicKey),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Object[] array(Array array) throws SQLException {
        return (Object[]) array.getArray();
    }
}
