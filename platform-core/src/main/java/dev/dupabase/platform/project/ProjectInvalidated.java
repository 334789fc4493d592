package dev.dupabase.platform.project;

/// What this instance holds of a project may be out of date: it changed here or in another
/// instance, or the notices of changes were interrupted. Published outside of any transaction,
/// after the directory has dropped its entry. Whoever keeps something of a project (pools, schema
/// caches) compares it with the directory.
public record ProjectInvalidated(ProjectRef ref) {}
