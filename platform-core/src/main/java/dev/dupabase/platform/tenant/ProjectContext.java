package dev.dupabase.platform.tenant;

import dev.dupabase.platform.project.Project;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;

/// In whose name something runs, for exactly one request or job: project, login, role and claims.
/// Bound to a [ScopedValue], so it cannot leak into the next request; a new thread does not inherit
/// it: take the record along and use [#call].
///
/// @param role the PostgreSQL role the transaction takes
/// @param claims the caller's claims as JSON text, for `request.jwt.claims`
public record ProjectContext(Project project, Login login, String role, String claims) {
    private static final ScopedValue<ProjectContext> CURRENT = ScopedValue.newInstance();

    /// The context of the running request or job.
    ///
    /// @throws NoSuchElementException outside of one: then no statement may run
    public static ProjectContext current() {
        return CURRENT.get();
    }

    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// Wraps work for another thread.
    public <T> Callable<T> wrap(Callable<T> work) {
        return () -> call(work::call);
    }
}
