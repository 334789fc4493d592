package dev.dupabase.platform.http;

import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /health` (contracts/platform.md §4.7): whether the platform database answers.
@RestController
class HealthController {
    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

    private final JdbcClient platform;

    HealthController(DataSource platform) {
        this.platform = JdbcClient.create(platform);
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        try {
            platform.sql("select 1").query(Integer.class).single();
            return ResponseEntity.ok(Map.of("status", "ok"));
        } catch (org.springframework.dao.DataAccessException e) {
            LOG.warn("the platform database does not answer", e);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .body(Map.of("status", "unhealthy"));
        }
    }
}
