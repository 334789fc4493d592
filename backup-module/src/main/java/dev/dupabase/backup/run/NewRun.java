package dev.dupabase.backup.run;

import dev.dupabase.backup.run.Run.Trigger;
import dev.dupabase.backup.setting.Settings;
import dev.dupabase.platform.project.Project;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A backup that is wanted.
///
/// @param requestedBy nobody, if a schedule wants it
record NewRun(
        Project project,
        Settings settings,
        String key,
        Trigger trigger,
        @Nullable UUID requestedBy) {}
