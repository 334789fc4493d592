package dev.dupabase.platform.apidoc;

/// Who a route is for. The ranks of members, weakest first, are those of contracts/platform.md
/// §1.1.
public enum Rank {
    /// Callers without an account too.
    ANYONE,
    /// Whoever is signed in.
    ACCOUNT,
    VIEWER,
    DEVELOPER,
    ADMIN,
    OWNER,
    /// Administrators of the platform.
    ADMINISTRATOR;

    /// Whether the caller must be a member of the organisation the route is about.
    public boolean isOfMembers() {
        return compareTo(VIEWER) >= 0 && compareTo(OWNER) <= 0;
    }
}
