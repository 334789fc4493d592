package dev.dupabase.platform.project;

import java.util.List;

/// All projects that are in use, for work that goes over every one of them.
public interface ActiveProjects {
    /// Read anew each time.
    List<ProjectRef> refs();
}
