package dev.dupabase.imports.task;

import dev.dupabase.platform.access.AccountDeleted;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Forgets who asked for an import when the account is deleted.
@Component
class DeletedAccounts {
    private final JdbcClient platform;

    DeletedAccounts(JdbcClient platform) {
        this.platform = platform;
    }

    @EventListener
    void on(AccountDeleted event) {
        platform.sql("update platform.import_tasks set user_id = null where user_id = :user")
                .param("user", event.account())
                .update();
        platform.sql(
                        "update platform.import_uploads set created_by = null where created_by = :user")
                .param("user", event.account())
                .update();
    }
}
