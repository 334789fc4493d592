package dev.dupabase.platform.project;

/// The backup that is taken of a project before its database is dropped, if its organisation wants
/// one (contracts/platform.md §16.4).
public interface FinalBackup {
    /// Whether one is to be taken. Asked in the request that deletes: it answers at once.
    boolean isWanted(Project project);

    /// Takes it, in a job, while the project's own logins are shut out already and its read-only
    /// login still may connect. Called again after a crash, or if it failed; a second copy does no
    /// harm, a missing one does.
    ///
    /// @throws RuntimeException if the project must not be dropped yet; it is tried again later
    void take(Project project);
}
