package dev.dupabase.platform.pool;

import dev.dupabase.platform.project.ProjectRef;
import java.time.Duration;

/// How the connections of one project stand in this process (contracts/platform.md §18).
///
/// @param active connections that work for a request
/// @param idle connections that wait for one
/// @param waiting requests that wait for a connection
/// @param waits how many requests have had to wait
/// @param evictions how many connections were closed to make room for others
/// @param broken whether connecting fails, so that requests are refused for a while
/// @param unused since the last request
public record PoolState(
        ProjectRef project,
        int active,
        int idle,
        int waiting,
        long waits,
        long evictions,
        boolean broken,
        Duration unused) {
    static PoolState of(ProjectPool pool) {
        return new PoolState(
                pool.ref(),
                pool.active(),
                pool.idle(),
                pool.waiting(),
                pool.waits(),
                pool.evictions(),
                pool.isBroken(),
                Duration.ofNanos(Math.max(0, System.nanoTime() - pool.lastUsed())));
    }

    /// The budget that all pools of this process share.
    ///
    /// @param most how many connections they may hold together
    /// @param free how many more they may open now
    /// @param perProject how many of them one project may hold
    public record Budget(int most, int free, int perProject) {}
}
