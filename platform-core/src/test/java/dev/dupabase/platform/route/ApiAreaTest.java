package dev.dupabase.platform.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiAreaTest {
    @ParameterizedTest
    @CsvSource({
        "/rest/v1, REST",
        "/rest/v1/todos, REST",
        "/p/abcdefghijklmnopqrst/rest/v1/todos, REST",
        "/p/abcdefghijklmnopqrst/auth/v1/token, AUTH",
        "/auth/v1/token, AUTH",
        "/auth/v10/token, PAGES",
        "/platform/auth/login, PLATFORM",
        "/platforms, PAGES",
        "/storage/v1/object, STORAGE",
        "/realtime/v1/websocket, REALTIME",
        "/health, HEALTH",
        "/docs, DOCS",
        "/, PAGES",
        "/p/abc, PAGES"
    })
    void the_path_tells_the_api(String path, ApiArea area) {
        assertThat(ApiArea.ofPath(RequestPath.withoutProject(path))).isEqualTo(area);
    }
}
