package dev.dupabase.platform.secret;

import dev.dupabase.platform.start.StartRefusal;
import java.util.List;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Holds the master key against a text that was sealed when the platform database was made. With
/// another key nothing would open, and what is sealed from now on could not be opened later.
@Component
@DependsOnDatabaseInitialization
class MasterKeyCheck {
    private static final String FIND =
            "select key_id, sealed from platform.master_key_check order by created_at";

    private static final String ADD =
            """
            insert into platform.master_key_check (key_id, sealed) values (:id, :sealed)
            on conflict (key_id) do nothing
            """;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(String keyId, byte[] sealed) {}

    private final JdbcClient platform;
    private final SecretBox box;

    MasterKeyCheck(JdbcClient platform, SecretBox box) {
        this.platform = platform;
        this.box = box;
        check();
    }

    private void check() {
        var rows =
                platform.sql(FIND)
                        .query((row, number) -> new Row(row.getString(1), row.getBytes(2)))
                        .list();
        if (rows.stream().anyMatch(row -> row.keyId.equals(box.keyId()) && opens(row))) {
            return;
        }
        if (!rows.isEmpty() && rows.stream().noneMatch(this::opens)) {
            throw otherKey(rows);
        }
        platform.sql(ADD)
                .param("id", box.keyId())
                .param("sealed", box.seal(new Secret(box.keyId()), place(box.keyId())))
                .update();
    }

    private boolean opens(Row row) {
        try {
            return box.open(row.sealed, place(row.keyId)).reveal().equals(row.keyId);
        } catch (SealBroken e) {
            return false;
        }
    }

    private StartRefusal otherKey(List<Row> rows) {
        return new StartRefusal(
                "MASTER_ENCRYPTION_KEY (id %s) is not the key that sealed this platform database (id %s)"
                        .formatted(box.keyId(), rows.getLast().keyId),
                "set the former key, or to change it set both as 'new,former'");
    }

    private static Place place(String keyId) {
        return new Place("master_key_check", "sealed", keyId);
    }
}
