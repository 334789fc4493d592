package dev.dupabase.platform.project;

/// A project is to be deleted, for good. Published inside the transaction that marks it; its
/// database is dropped afterwards.
///
/// @param project as it was before
public record ProjectDeleted(Project project) {}
