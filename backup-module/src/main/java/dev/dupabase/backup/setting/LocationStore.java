package dev.dupabase.backup.setting;

import dev.dupabase.backup.store.Location;
import dev.dupabase.platform.secret.Place;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.secret.SecretBox;
import java.net.URI;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The buckets that organisations use or have used, with their sealed keys. A backup names the one
/// it lies in, so that it can be restored whatever the settings say later (contracts/platform.md
/// §20-26).
@Repository
public class LocationStore {
    private static final String FIND =
            "select id, endpoint, region, bucket, keys from platform.backup_locations where id = :id";
    private static final String SAME =
            """
            select id from platform.backup_locations
            where org_id = :org and endpoint = :endpoint and region = :region and bucket = :bucket
            """;
    private static final String SAVE =
            """
            insert into platform.backup_locations (id, org_id, endpoint, region, bucket, keys)
            values (:id, :org, :endpoint, :region, :bucket, :keys)
            on conflict (id) do update set keys = excluded.keys
            """;
    private static final String DELETE =
            "delete from platform.backup_locations where org_id = :org";

    /// Between the two keys; neither can contain it.
    private static final String SEPARATOR = "\n";

    private final JdbcClient database;
    private final SecretBox secrets;

    LocationStore(JdbcClient database, SecretBox secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /// @throws java.util.NoSuchElementException if there is none
    public Location get(UUID id) {
        return database.sql(FIND)
                .param("id", id)
                .query((row, number) -> {
                    var keys =
                            secrets.open(row.getBytes("keys"), place(id))
                                    .reveal()
                                    .split(SEPARATOR, 2);
                    return new Location(
                            URI.create(row.getString("endpoint")),
                            row.getString("region"),
                            row.getString("bucket"),
                            new Secret(keys[0]),
                            new Secret(keys[1]));
                })
                .optional()
                .orElseThrow();
    }

    /// Saves an organisation's bucket; of one it has used before, the keys.
    ///
    /// @return its id
    UUID save(UUID orgId, Location location) {
        var id =
                database.sql(SAME)
                        .param("org", orgId)
                        .param("endpoint", location.endpoint().toString())
                        .param("region", location.region())
                        .param("bucket", location.bucket())
                        .query(UUID.class)
                        .optional()
                        .orElseGet(UUID::randomUUID);
        var keys =
                new Secret(
                        location.accessKey().reveal() + SEPARATOR + location.secretKey().reveal());
        database.sql(SAVE)
                .param("id", id)
                .param("org", orgId)
                .param("endpoint", location.endpoint().toString())
                .param("region", location.region())
                .param("bucket", location.bucket())
                .param("keys", secrets.seal(keys, place(id)))
                .update();
        return id;
    }

    void deleteAll(UUID orgId) {
        database.sql(DELETE).param("org", orgId).update();
    }

    private static Place place(UUID id) {
        return new Place("backup_locations", "keys", id.toString());
    }
}
