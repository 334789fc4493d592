package dev.dupabase.platform.access;

/// Writes down who did what. Called inside the transaction of the deed, so that either both last or
/// neither does.
public interface AuditTrail {
    /// @param origin the caller's; [Origin#ITSELF] for what a job does without a request
    void write(Deed deed, Origin origin);

    /// A deed of a signed-in account.
    default void write(Caller caller, Deed deed) {
        write(deed, caller.origin());
    }
}
