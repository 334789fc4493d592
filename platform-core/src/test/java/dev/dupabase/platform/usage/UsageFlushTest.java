package dev.dupabase.platform.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

@PlatformTest
class UsageFlushTest {
    private static final Measures REQUEST = new Measures(1_500_000, 3, 10, 200);

    @Autowired private UsageMeter meter;
    @Autowired private UsageFlush flush;
    @Autowired private UsageStore store;
    @Autowired private ActiveUsers users;
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private JdbcClient platform;

    private dev.dupabase.platform.project.Project project;

    @BeforeEach
    void makeProject() {
        project =
                provisioner.create(
                        new NewProject(
                                UUID.randomUUID(),
                                null,
                                "metered",
                                JsonNodeFactory.instance.objectNode(),
                                null));
    }

    @Test
    void what_two_instances_counted_is_added_up() {
        var sums = new long[ProjectTally.CELLS];
        sums[ProjectTally.ROWS] = 7;
        sums[ProjectTally.LATENCY + 3] = 2;
        var taken = List.of(new UsageMeter.Taken(project.id(), UsageClass.REST, sums));
        var at = Instant.parse("2026-11-21T10:59:59Z");

        store.add(taken, at);
        store.add(taken, at);
        store.add(taken, at.plusSeconds(2));

        assertThat(
                        number(
                                "select sum(requests) from platform.api_usage_hourly where project_id = :p"))
                .isEqualTo(6);
        assertThat(
                        number(
                                "select requests from platform.api_usage_hourly where project_id = :p"
                                        + " and hour = '2026-11-21 10:00Z'"))
                .isEqualTo(4);
        assertThat(number("select rows from platform.api_usage_daily where project_id = :p"))
                .isEqualTo(21);
        assertThat(number("select latency[4] from platform.api_usage_daily where project_id = :p"))
                .isEqualTo(6);
    }

    @Test
    void what_cannot_be_written_is_kept_until_it_can() {
        meter.count(project.id(), UsageClass.REST, 200, REQUEST);
        platform.sql("alter table platform.api_usage_daily rename to api_usage_gone").update();
        try {
            flush.flush();
            meter.count(project.id(), UsageClass.REST, 500, REQUEST);
            flush.flush();
        } finally {
            platform.sql("alter table platform.api_usage_gone rename to api_usage_daily").update();
        }
        flush.flush();

        assertThat(number("select requests from platform.api_usage_daily where project_id = :p"))
                .isEqualTo(2);
        assertThat(
                        number(
                                "select server_errors from platform.api_usage_daily where project_id = :p"))
                .isEqualTo(1);
    }

    @Test
    void a_project_that_is_gone_keeps_nobody_from_being_counted() {
        meter.count(UUID.randomUUID(), UsageClass.REST, 200, REQUEST);
        meter.count(project.id(), UsageClass.AUTH, 200, REQUEST);

        flush.flush();

        assertThat(number("select requests from platform.api_usage_daily where project_id = :p"))
                .isEqualTo(1);
    }

    @Test
    void a_user_is_active_once_a_day_however_often() {
        var ann = UUID.randomUUID();
        users.saw(project, ann);
        flush.flush();
        users.saw(project, ann);
        users.saw(project, UUID.randomUUID());
        flush.flush();

        assertThat(number("select count(*) from platform.active_users where project_id = :p"))
                .isEqualTo(2);
    }

    @Test
    void old_usage_is_forgotten() {
        var sums = new long[ProjectTally.CELLS];
        sums[ProjectTally.LATENCY] = 1;
        var taken = List.of(new UsageMeter.Taken(project.id(), UsageClass.REST, sums));
        store.add(taken, Instant.parse("2001-01-01T00:00:00Z"));
        store.add(taken, Instant.now());

        store.prune(400);

        assertThat(number("select count(*) from platform.api_usage_hourly where project_id = :p"))
                .isEqualTo(1);
        assertThat(number("select count(*) from platform.api_usage_daily where project_id = :p"))
                .isEqualTo(1);
    }

    private long number(String query) {
        return platform.sql(query).param("p", project.id()).query(Long.class).single();
    }
}
