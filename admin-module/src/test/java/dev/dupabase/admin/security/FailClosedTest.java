package dev.dupabase.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.PlatformApiTest;
import org.junit.jupiter.api.Test;

class FailClosedTest extends PlatformApiTest {
    // contracts/platform.md §20-7: the original lets everybody in while its database fails.
    @Test
    void while_sessions_cannot_be_looked_up_nobody_is_let_in() {
        var admin = admin();
        assertThat(admin.get("/platform/admin/users").status()).isEqualTo(200);
        platform.sql("alter table platform.sessions rename to sessions_away").update();
        try {
            for (var path : new String[] {"/platform/admin/users", "/platform/auth/me"}) {
                assertThat(admin.get(path).status()).as(path).isGreaterThanOrEqualTo(500);
            }
        } finally {
            platform.sql("alter table platform.sessions_away rename to sessions").update();
        }
        assertThat(admin.get("/platform/admin/users").status()).isEqualTo(200);
    }
}
