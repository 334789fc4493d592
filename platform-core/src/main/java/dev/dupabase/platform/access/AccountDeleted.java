package dev.dupabase.platform.access;

import java.util.UUID;

/// An account is deleted. Published inside the transaction: whoever keeps rows that name it forgets
/// who it was, or deletes them.
public record AccountDeleted(UUID account) {}
