package dev.dupabase.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.backup.BackupTest;
import dev.dupabase.backup.TestDatabase;
import dev.dupabase.backup.TestOrganisation;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.Fingerprint;
import dev.dupabase.testing.TestS3;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@BackupTest
class RoundTripTest {
    private static TestS3 s3;

    @Autowired private ProjectProvisioner provisioner;
    @Autowired private DatabaseHost host;
    @LocalServerPort private int port;

    @BeforeAll
    static void startS3() {
        s3 = TestS3.start();
    }

    @AfterAll
    static void stopS3() {
        s3.close();
    }

    // contracts/platform.md §20-28
    @Test
    void a_destroyed_project_comes_back_object_for_object_and_row_for_row() {
        var org = TestOrganisation.create(port, provisioner, s3);
        assertThat(org.save(Map.of()).status()).isEqualTo(200);
        var database = new TestDatabase(host, org.project());
        database.fillShop();
        var before = database.fingerprint();
        assertThat(before).hasSizeGreaterThan(150);

        var backup = org.client().backUp();
        assertThat(backup.path("status").asString()).as("%s", backup).isEqualTo("completed");
        database.destroy();
        assertThat(database.fingerprint()).isNotEqualTo(before);
        var restore = org.client().restore(backup.path("id").asLong(), Map.of());

        assertThat(restore.path("status").asString()).as("%s", restore).isEqualTo("completed");
        assertThat(Fingerprint.differences(before, database.fingerprint())).isEmpty();
        assertThat(restore.path("warnings")).isEmpty();
        assertThat(restore.path("tables_imported").asInt()).isEqualTo(6);
        assertThat(database.spares())
                .isEqualTo(
                        List.of(
                                org.project().databaseName()
                                        + "_before_"
                                        + restore.path("id").asLong()));
        assertThat(database.loaders()).isEmpty();
    }
}
