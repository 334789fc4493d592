package dev.dupabase.platform.project;

/// A project can be used. Published inside the transaction that makes it active: a plain listener
/// takes part in it, a transactional one hears of it after the commit.
public record ProjectCreated(Project project) {}
