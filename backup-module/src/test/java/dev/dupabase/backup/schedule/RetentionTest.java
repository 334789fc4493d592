package dev.dupabase.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.backup.BackupTest;
import dev.dupabase.backup.TestOrganisation;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.TestS3;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BackupTest
class RetentionTest {
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private ScheduleRunner schedules;
    @Autowired private JdbcClient database;
    @LocalServerPort private int port;

    private void age(long id, int days) {
        database.sql(
                        """
                        update platform.backup_history
                        set completed_at = completed_at - make_interval(days => :days),
                            started_at = started_at - make_interval(days => :days) where id = :id
                        """)
                .param("days", days)
                .param("id", id)
                .update();
    }

    @Test
    void what_is_due_runs_and_what_is_old_goes_but_for_strangers_and_the_newest() {
        try (var s3 = TestS3.start()) {
            var org = TestOrganisation.create(port, provisioner, s3);
            org.save(Map.of("retention_days", 7));
            var folder = org.project().databaseName() + "/";
            s3.write(org.bucket(), folder + "2001-01-01T00-00-00Z_somebody.dump", new byte[] {1});
            var first = org.client().backUp();
            age(first.path("id").asLong(), 20);
            var second = org.client().backUp();
            age(second.path("id").asLong(), 9);
            // The newest stays, however old, until there is a newer one.
            assertThat(org.client().get("/history").json().get(0).path("restorable").asBoolean())
                    .isTrue();

            schedules.startDue();

            var list =
                    org.client()
                            .await(
                                    "/history",
                                    all ->
                                            all.size() == 3
                                                    && !all.get(1).path("deleted_at").isNull());
            assertThat(list.get(0).path("trigger").asString()).isEqualTo("schedule");
            assertThat(list.get(0).path("status").asString()).isEqualTo("completed");
            assertThat(list.get(1).path("status").asString()).isEqualTo("completed");
            assertThat(list.get(1).path("restorable").asBoolean()).isFalse();
            assertThat(s3.keys(org.bucket()))
                    .hasSize(3)
                    .contains(
                            folder + "2001-01-01T00-00-00Z_somebody.dump",
                            list.get(0).path("s3_key").asString());
            var refused =
                    org.client()
                            .post(
                                    "/" + second.path("id").asLong() + "/restore",
                                    Map.of("platform_password", "right"));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("backup_pruned");

            schedules.startDue();
            assertThat(org.client().get("/history").json()).hasSize(3);
        }
    }
}
