package dev.dupabase.auth.admin;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// What administrators do to second factors. All of it runs inside `asRole(AUTH, …)`.
@Repository
class FactorAdminRepository {
    private static final String RENAME =
            "update auth.mfa_factors set friendly_name = :name, updated_at = :now where id = :id";

    private static final String SET_PHONE =
            "update auth.mfa_factors set phone = :phone, updated_at = :now where id = :id";

    private final ProjectDatabase database;
    private final Clock clock;

    FactorAdminRepository(ProjectDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @throws org.springframework.dao.DuplicateKeyException if the user has one of that name
    void rename(UUID id, String name) {
        database.sql(RENAME)
                .param("id", id)
                .param("name", name)
                .param("now", Columns.parameter(clock.instant()))
                .update();
    }

    /// @throws org.springframework.dao.DuplicateKeyException if the user has one of that number
    void setPhone(UUID id, String phone) {
        database.sql(SET_PHONE)
                .param("id", id)
                .param("phone", phone)
                .param("now", Columns.parameter(clock.instant()))
                .update();
    }
}
