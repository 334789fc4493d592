package dev.dupabase.access;

/// Who calls, and who a route is for: everybody from there on.
enum Rank {
    /// Without a session.
    PUBLIC,
    /// Signed in, and a member of another organisation.
    ACCOUNT,
    VIEWER,
    DEVELOPER,
    ADMIN,
    OWNER,
    /// An administrator of the installation, who is a member of nothing here.
    OPERATOR
}
