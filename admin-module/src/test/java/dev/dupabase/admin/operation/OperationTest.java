package dev.dupabase.admin.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import dev.dupabase.platform.job.BackgroundTask;
import dev.dupabase.platform.job.BackgroundTasks;
import dev.dupabase.platform.job.TaskFilter;
import dev.dupabase.platform.job.TaskState;
import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.tenant.Login;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@Import(OperationTest.Modules.class)
class OperationTest extends PlatformApiTest {
    private static final String JOBS = "/platform/admin/jobs";

    @Autowired private Copying copying;
    @Autowired private ProjectPools pools;
    @Autowired private ProjectDirectory directory;

    private ApiClient admin;

    /// A module that shows tasks.
    static class Copying implements BackgroundTasks {
        final List<String> heard = new ArrayList<>();
        private final UUID project = UUID.randomUUID();

        @Override
        public String kind() {
            return "copying";
        }

        @Override
        public Set<String> taskNames() {
            return Set.of("copy");
        }

        @Override
        public List<BackgroundTask> newest(TaskFilter filter, int limit) {
            return IntStream.range(0, 25)
                    .mapToObj(this::task)
                    .filter(filter::accepts)
                    .limit(limit)
                    .toList();
        }

        private BackgroundTask task(int number) {
            var state =
                    number == 24
                            ? TaskState.RUNNING
                            : number % 2 == 0 ? TaskState.COMPLETED : TaskState.FAILED;
            var at = Instant.parse("2030-01-01T00:00:00Z").minusSeconds(number);
            return new BackgroundTask(
                    kind(),
                    Integer.toString(number),
                    "Copy " + number,
                    state,
                    project,
                    null,
                    null,
                    number == 24 ? 40 : null,
                    null,
                    state == TaskState.FAILED ? "the disk is full" : null,
                    1,
                    at,
                    at,
                    null,
                    state.isOpen(),
                    state == TaskState.FAILED);
        }

        @Override
        public boolean cancel(String id) {
            heard.add("cancel " + id);
            return id.equals("24");
        }

        @Override
        public boolean retry(String id) {
            heard.add("retry " + id);
            return id.equals("1");
        }

        @Override
        public void abandon(Project project) {
            heard.add("abandon " + project.ref());
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Modules {
        @Bean
        Copying copying() {
            return new Copying();
        }
    }

    @BeforeEach
    void administrator() {
        admin = admin();
    }

    @Test
    void jobs_of_modules_and_of_the_scheduler_are_in_one_list_those_at_work_first() {
        var all = admin.get(JOBS + "?per_page=100").json();
        assertThat(all.path("kinds").toString()).isEqualTo("[\"copying\",\"scheduled\"]");
        assertThat(all.path("jobs").valueStream().map(job -> job.path("kind").stringValue()))
                .contains("copying", "reap-projects", "maintain-audit-log");
        var page = admin.get(JOBS + "?kind=copying").json();
        assertThat(page.path("jobs").size()).isEqualTo(20);
        assertThat(page.path("has_more").booleanValue()).isTrue();
        var first = page.path("jobs").path(0);
        assertThat(first.path("id").stringValue()).isEqualTo("24");
        assertThat(first.path("state").stringValue()).isEqualTo("running");
        assertThat(first.path("percent").intValue()).isEqualTo(40);
        assertThat(first.path("may_cancel").booleanValue()).isTrue();
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder(
                        "kind",
                        "id",
                        "title",
                        "state",
                        "project_id",
                        "org_id",
                        "user_id",
                        "percent",
                        "phase",
                        "error",
                        "attempts",
                        "due",
                        "started_at",
                        "finished_at",
                        "may_cancel",
                        "may_retry");
        var second = admin.get(JOBS + "?kind=copying&page=2").json();
        assertThat(second.path("jobs").path(0).path("id").stringValue())
                .as("pages do not overlap")
                .isEqualTo("19");
        var scheduled = admin.get(JOBS + "?kind=scheduled").json().path("jobs");
        assertThat(scheduled.valueStream().map(job -> job.path("kind").stringValue()))
                .contains("reap-projects", "maintain-audit-log")
                .doesNotContain("copying");
        assertThat(admin.get(JOBS + "?kind=none").json().path("jobs").size()).isZero();
    }

    @Test
    void jobs_are_filtered_by_state_project_and_failure() {
        assertThat(admin.get(JOBS + "?state=failed&per_page=100").json().path("jobs").size())
                .isEqualTo(12);
        assertThat(
                        admin.get(JOBS + "?failing=true&kind=copying&per_page=100")
                                .json()
                                .path("jobs")
                                .size())
                .isEqualTo(12);
        assertThat(
                        admin.get(JOBS + "?per_page=100&project_id=" + copying.project)
                                .json()
                                .path("jobs")
                                .size())
                .isEqualTo(25);
        assertThat(admin.get(JOBS + "?project_id=" + UUID.randomUUID()).json().path("jobs").size())
                .isZero();
        assertThat(admin.get(JOBS + "?state=asleep").status()).isEqualTo(400);
        assertThat(admin.get(JOBS + "?project_id=x").status()).isEqualTo(400);
    }

    @Test
    void a_job_is_ended_and_begun_again_by_its_module() {
        var since = auditPosition();
        assertThat(post("cancel", "copying", "24").body()).isEqualTo("{\"status\":\"cancelled\"}");
        assertThat(post("retry", "copying", "1").body()).isEqualTo("{\"status\":\"retrying\"}");
        var refused = post("retry", "copying", "2");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("job_wrong_state");
        assertThat(copying.heard).contains("cancel 24", "retry 1");
        assertThat(actionsSince(since)).containsExactly("admin_cancel_job", "admin_retry_job");
    }

    @Test
    void of_the_schedulers_own_jobs_only_harmless_ones_are_ended() {
        schedule("mail", "m1", 3);
        schedule("delete-account", "d1", 1);
        assertThat(post("cancel", "delete-account", "d1").status()).isEqualTo(409);
        assertThat(post("cancel", "reap-projects", "recurring").status()).isEqualTo(409);
        assertThat(post("cancel", "mail", "m1").status()).isEqualTo(200);
        assertThat(post("cancel", "mail", "m1").status()).isEqualTo(409);
        var failing = admin.get(JOBS + "?failing=true&kind=scheduled").json().path("jobs");
        assertThat(failing.size()).isEqualTo(1);
        assertThat(failing.path(0).path("kind").stringValue()).isEqualTo("delete-account");
        assertThat(failing.path(0).path("state").stringValue()).isEqualTo("retrying");
        platform.sql("delete from platform.scheduled_tasks where task_instance = 'd1'").update();
        assertThat(post("retry", "maintain-audit-log", "recurring").status()).isEqualTo(200);
        assertThat(post("retry", "maintain-audit-log", "another").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"mail\"}",
                "{\"id\":\"1\"}",
                "{\"kind\":\"\",\"id\":\"\"}"
            })
    void a_job_is_named_by_kind_and_id(String body) {
        assertThat(admin.post(JOBS + "/retry", body).status()).isEqualTo(400);
        assertThat(admin.post(JOBS + "/cancel", body).status()).isEqualTo(400);
    }

    @Test
    void the_pools_of_projects_are_shown_with_their_budget() throws Exception {
        var ann = register(newEmail());
        var made = ann.post("/platform/projects", "{\"name\":\"pooled\"}");
        var project = directory.find(UUID.fromString(made.text("id"))).orElseThrow();
        try (var lease = pools.lease(project, Login.API)) {
            assertThat(lease.isValid(5)).isTrue();
            var shown = admin.get("/platform/admin/pools").json();
            assertThat(shown.path("free").intValue()).isLessThan(shown.path("budget").intValue());
            var pool = shown.path("pools").path(0);
            assertThat(pool.path("project_id").stringValue()).isEqualTo(made.text("id"));
            assertThat(pool.path("project_name").stringValue()).isEqualTo("pooled");
            assertThat(pool.path("active").intValue()).isEqualTo(1);
            assertThat(pool.path("waiting").intValue()).isZero();
            assertThat(pool.path("broken").booleanValue()).isFalse();
        }
        ann.delete("/platform/projects/" + made.text("id"));
        assertThat(copying.heard).contains("abandon " + made.text("ref"));
        assertThat(admin.get("/platform/admin/pools").body()).doesNotContain(made.text("ref"));
    }

    private ApiClient.Answer post(String what, String kind, String id) {
        return admin.post(JOBS + "/" + what, "{\"kind\":\"%s\",\"id\":\"%s\"}".formatted(kind, id));
    }

    private void schedule(String task, String instance, int failures) {
        platform.sql(
                        """
                        insert into platform.scheduled_tasks
                            (task_name, task_instance, execution_time, picked, consecutive_failures, version)
                        values (:task, :instance, now() + interval '1 hour', false, :failures, 1)
                        """)
                .param("task", task)
                .param("instance", instance)
                .param("failures", failures)
                .update();
    }
}
