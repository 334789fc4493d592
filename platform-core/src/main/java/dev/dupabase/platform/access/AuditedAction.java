package dev.dupabase.platform.access;

/// A kind of deed that is written down (contracts/platform.md §12). Each module has an enum of its
/// own.
public interface AuditedAction {
    /// As the API and the table spell it, such as `start_import`.
    String label();

    /// The kind of thing it is done to, such as `import`.
    String resourceType();
}
