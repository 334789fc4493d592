package dev.dupabase.rest.execution;

import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.quota.StorageQuota;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Change;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/// Refuses what would make a database larger that is as large as it may be. Reading and deleting go
/// on, and so do functions, unless they write.
@Component
final class Growth {
    private static final String READ_ONLY_TRANSACTION = "25006";

    private final StorageQuota quota;

    Growth(StorageQuota quota) {
        this.quota = quota;
    }

    /// The access under which a plan may run.
    ///
    /// @throws ApiException if it writes rows
    Access access(Project project, PreparedPlan prepared) {
        if (prepared.access() == Access.READ_ONLY || !quota.isFull(project)) {
            return prepared.access();
        }
        return switch (prepared.plan()) {
            case Plan.Read read -> prepared.access();
            case Plan.Call call -> Access.READ_ONLY;
            case Plan.Write write -> {
                if (!(write.change() instanceof Change.Delete)) {
                    throw full();
                }
                yield prepared.access();
            }
        };
    }

    /// Whether a function failed since it was not let to write.
    boolean isMeant(Project project, SQLException fault) {
        return READ_ONLY_TRANSACTION.equals(fault.getSQLState()) && quota.isFull(project);
    }

    static ApiException full() {
        return RestError.STORAGE_FULL
                .because("Nothing more can be stored: %s", StorageQuota.FULL)
                .hint("Reading and deleting go on. Ask the organisation's owner for more room.");
    }
}
