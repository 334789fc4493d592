package dev.dupabase.platform.start;

/// The process cannot start for a reason that the operator can mend. Reported as one line, without
/// a stack trace.
public class StartRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param problem what is wrong, naming the variable; no full stop
    /// @param mend what to do about it; no full stop
    public StartRefusal(String problem, String mend) {
        super(problem + ": " + mend, null, false, true);
    }

    public StartRefusal(String problem, String mend, Throwable cause) {
        super(problem + ": " + mend, cause, false, true);
    }
}
