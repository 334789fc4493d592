package dev.dupabase.platform.usage;

import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.http.HttpServletRequest;

/// Hears of each request to a project's API when it was answered.
public interface RequestListener {
    /// On the thread of the request, which is held up by whatever is done here.
    void answered(
            ProjectRequest call,
            UsageClass kind,
            HttpServletRequest request,
            int status,
            Measures measures);

    /// Writes what was kept. Called every few seconds and at the end.
    void write();
}
