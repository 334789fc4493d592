package dev.dupabase.platform.access;

import java.util.UUID;

/// An organisation is deleted, after all of its projects. Published inside the transaction: whoever
/// keeps rows of it deletes them.
public record OrganisationDeleted(UUID organisation) {}
