package dev.dupabase.platform.users;

/// A mail by which a user comes in.
public enum UserLink {
    /// Signs in to set a new password.
    RECOVERY,
    /// Signs in.
    MAGIC_LINK,
    /// Confirms the address.
    CONFIRMATION,
    /// The invitation once more.
    INVITE
}
