package dev.dupabase.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportRoutesTest extends ImportServer {
    @Test
    void a_script_comes_in_and_its_task_tells_all_of_it() {
        var project = newProject();
        var begun =
                start(
                        project,
                        "shop.sql",
                        "create table t (id int primary key); insert into t values (1), (2);"
                                .getBytes(StandardCharsets.UTF_8),
                        Map.of("clean_import", "false"));
        assertThat(begun.get("status").asString()).isEqualTo("running");
        assertThat(begun.get("format").asString()).isEqualTo("sql");
        assertThat(begun.get("error_message").isNull()).isTrue();
        assertThat(begun.get("completed_at").isNull()).isTrue();

        var ended = end(project, begun);

        assertCompleted(ended);
        assertThat(ended.get("tables_imported").asInt()).isEqualTo(1);
        assertThat(ended.get("file_name").asString()).isEqualTo("shop.sql");
        assertThat(ended.get("db_name").asString()).isEqualTo(project.databaseName());
        assertThat(ended.get("progress").get("percent").asInt()).isEqualTo(100);
        assertThat(ended.get("options").get("disable_triggers").asBoolean()).isTrue();
        assertThat(ask(project, "select count(*) from t")).isEqualTo("2");
        var history = get(project.id() + "/import/history").json();
        assertThat(history.get(0)).isEqualTo(ended);
        assertThat(Path.of(TEMP.toString(), project.id().toString())).isEmptyDirectory();
    }
}
