package dev.dupabase.platform.project;

/// Makes sure that the schemas in a project's database are those of this release before anything
/// uses them.
public interface ProjectReadiness {
    /// Returns at once for a project that is ready; otherwise migrates it, or waits for whoever
    /// does.
    ///
    /// @throws dev.dupabase.platform.error.ApiException
    ///   [dev.dupabase.platform.error.CommonError#OVERLOADED] with `Retry-After`, if that failed
    void require(Project project);
}
