package dev.dupabase.platform.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A piece of work that outlives the request that asked for it, as the operator sees it.
///
/// @param kind what work, such as `import`; the [BackgroundTasks#kind] it comes from
/// @param id among those of its kind
/// @param title for people, in a few words; never a secret
/// @param userId who asked for it
/// @param percent how far it is, 0 to 100
/// @param phase what it does now, in a word or two
/// @param error why it failed, as people may read it
/// @param attempts how often it was begun
/// @param due when it begins or began to be due
/// @param mayCancel whether [BackgroundTasks#cancel] makes sense now
/// @param mayRetry whether [BackgroundTasks#retry] makes sense now
public record BackgroundTask(
        String kind,
        String id,
        String title,
        TaskState state,
        @Nullable UUID projectId,
        @Nullable UUID organisationId,
        @Nullable UUID userId,
        @Nullable Integer percent,
        @Nullable String phase,
        @Nullable String error,
        int attempts,
        Instant due,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean mayCancel,
        boolean mayRetry) {}
