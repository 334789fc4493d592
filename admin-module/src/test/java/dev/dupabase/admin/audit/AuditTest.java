package dev.dupabase.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.PlatformApiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest extends PlatformApiTest {
    @AfterEach
    void letItWrite() {
        platform.sql("drop trigger if exists refuse on platform.audit_log").update();
    }

    @Test
    void what_cannot_be_written_down_does_not_happen() {
        var ann = register(newEmail());
        var project = ann.post("/platform/projects", "{\"name\":\"x\"}");
        var path = "/platform/projects/" + project.text("id");
        var users = count("select count(*) from platform.users");
        var databases = count("select count(*) from pg_database");
        var roles = count("select count(*) from pg_roles");
        var since = auditPosition();
        refuseToWrite();

        assertThat(
                        guest().post(
                                        "/platform/auth/register",
                                        "{\"email\":\"%s\",\"password\":\"12345678\"}"
                                                .formatted(newEmail()))
                                .body())
                .isEqualTo("{\"error\":\"Internal Server Error\",\"code\":\"internal\"}");
        assertThat(ann.post("/platform/orgs", "{\"name\":\"x\",\"slug\":\"unheard\"}").status())
                .isEqualTo(500);
        assertThat(ann.post("/platform/projects", "{\"name\":\"y\"}").status()).isEqualTo(500);
        assertThat(ann.post(path + "/pause", "").status()).isEqualTo(500);
        assertThat(ann.post(path + "/rotate-keys", "{}").status()).isEqualTo(500);
        assertThat(ann.delete(path).status()).isEqualTo(500);
        assertThat(
                        ann.put(
                                        "/platform/auth/password",
                                        "{\"current_password\":\"%s\",\"new_password\":\"87654321\"}"
                                                .formatted(PASSWORD))
                                .status())
                .isEqualTo(500);
        letItWrite();

        assertThat(actionsSince(since)).isEmpty();
        assertThat(count("select count(*) from platform.users")).isEqualTo(users);
        assertThat(count("select count(*) from pg_database")).isEqualTo(databases);
        assertThat(count("select count(*) from pg_roles")).isEqualTo(roles);
        assertThat(ann.get("/platform/orgs").json().size()).isEqualTo(1);
        assertThat(ann.get(path).body()).isEqualTo(ann.get(path).body());
        assertThat(ann.get(path).json()).isEqualTo(project.json());
    }

    @Test
    void administrators_read_all_of_it_page_by_page() {
        var admin = admin();
        for (int i = 0; i < 51; i++) {
            guest().post("/platform/auth/register", "{\"email\":\"a@b.de\",\"password\":\"x\"}");
            admin.put("/platform/admin/settings", "{\"registration_mode\":\"open\"}");
        }
        var first = admin.get("/platform/admin/audit?action=admin_update_settings").json();
        assertThat(first.path("logs").size()).isEqualTo(50);
        assertThat(first.path("has_more").booleanValue()).isTrue();
        var entry = first.path("logs").path(0);
        assertThat(entry.path("metadata").path("registration_mode").stringValue())
                .isEqualTo("open");
        assertThat(entry.path("resource_type").stringValue()).isEqualTo("settings");
        var second = admin.get("/platform/admin/audit?action=admin_update_settings&page=2").json();
        assertThat(second.path("logs").size()).isPositive();
        assertThat(second.path("logs").path(0).path("id").longValue())
                .isLessThan(first.path("logs").path(49).path("id").longValue());
    }

    @Test
    void the_log_is_kept_by_the_month_and_old_months_go() {
        platform.sql(
                        """
                        create table platform.audit_log_202001 partition of platform.audit_log
                        for values from ('2020-01-01 00:00:00+00') to ('2020-02-01 00:00:00+00')
                        """)
                .update();
        platform.sql("select platform.maintain_audit_log(interval '400 days')")
                .query((row, number) -> number)
                .list();
        assertThat(count("select count(*) from pg_class where relname = 'audit_log_202001'"))
                .isZero();
        assertThat(
                        count(
                                "select count(*) from pg_inherits where inhparent = 'platform.audit_log'::regclass"))
                .isEqualTo(13);
    }

    @Test
    void the_months_are_looked_after_once_a_day_by_whichever_instance_is_first() {
        assertThat(
                        count(
                                """
                                select count(*) from platform.scheduled_tasks
                                where task_name = 'maintain-audit-log'
                                    and execution_time between now() and now() + interval '1 day'
                                """))
                .isEqualTo(1);
        platform.sql("drop table platform.audit_log_" + nextYear()).update();
        platform.sql(
                        """
                        update platform.scheduled_tasks set execution_time = now()
                        where task_name = 'maintain-audit-log'
                        """)
                .update();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() ->
                        count(
                                        "select count(*) from pg_class where relname = 'audit_log_%s'"
                                                .formatted(nextYear()))
                                == 1);
    }

    private static String nextYear() {
        return java.time.YearMonth.now(java.time.ZoneOffset.UTC)
                .plusYears(1)
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyyMM"));
    }

    private void refuseToWrite() {
        platform.sql(
                        """
                        create or replace function platform.refuse() returns trigger language plpgsql
                        as $$ begin raise exception 'the disk is full, they say'; end $$
                        """)
                .update();
        platform.sql(
                        """
                        create trigger refuse before insert on platform.audit_log
                        for each row execute function platform.refuse()
                        """)
                .update();
    }
}
