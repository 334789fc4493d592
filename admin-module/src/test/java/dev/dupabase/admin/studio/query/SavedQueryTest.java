package dev.dupabase.admin.studio.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.studio.StudioTest;
import org.junit.jupiter.api.Test;

class SavedQueryTest extends StudioTest {
    @Test
    void queries_are_kept_by_their_owner_and_shared_by_choice() {
        var path = base + "/queries";
        var other = member("developer");
        var mine = developer.post(path, "{\"name\":\" Mine \",\"query\":\"select 1\"}");
        assertThat(mine.status()).isEqualTo(201);
        assertThat(mine.text("name")).isEqualTo("Mine");
        assertThat(mine.json().path("mine").booleanValue()).isTrue();
        assertThat(mine.json().path("shared").booleanValue()).isFalse();
        var id = mine.text("id");
        assertThat(other.get(path).body()).isEqualTo("[]");
        assertThat(other.patch(path + "/" + id, "{\"name\":\"x\"}").status()).isEqualTo(404);

        var shared =
                developer.patch(path + "/" + id, "{\"shared\":true,\"query\":\"select 2\"}").json();
        assertThat(shared.path("query").stringValue()).isEqualTo("select 2");
        assertThat(shared.path("name").stringValue()).isEqualTo("Mine");
        var seen = other.get(path).json().path(0);
        assertThat(seen.path("mine").booleanValue()).isFalse();
        assertThat(seen.path("owner").stringValue()).contains("@");
        assertThat(other.patch(path + "/" + id, "{\"name\":\"x\"}").status()).isEqualTo(404);
        assertThat(other.delete(path + "/" + id).status()).isEqualTo(404);
        assertThat(ann.delete(path + "/" + id).body()).isEqualTo("{\"status\":\"deleted\"}");
        assertThat(developer.get(path).body()).isEqualTo("[]");
    }

    @Test
    void what_cannot_be_kept_is_refused() {
        var path = base + "/queries";
        assertThat(developer.post(path, "{\"name\":\"\",\"query\":\"select 1\"}").status())
                .isEqualTo(400);
        assertThat(developer.post(path, "{\"name\":\"x\"}").json().path("fields").has("query"))
                .isTrue();
        assertThat(viewer.get(path).status()).isEqualTo(403);
        assertThat(register(newEmail()).get(path).status()).isEqualTo(404);
        assertThat(developer.delete(path + "/00000000-0000-0000-0000-000000000000").status())
                .isEqualTo(404);
        assertThat(developer.delete(path + "/x").status()).isEqualTo(400);
    }
}
