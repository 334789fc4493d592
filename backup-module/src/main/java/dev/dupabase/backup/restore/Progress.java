package dev.dupabase.backup.restore;

/// How far a restore is; written by its worker, read by what tells it.
final class Progress {
    private volatile State state = new State("starting", 0, 0, "");

    /// @param total 0 if nobody knows
    record State(String phase, long done, long total, String current) {
        int percent() {
            return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
        }
    }

    State state() {
        return state;
    }

    void phase(String phase, long total) {
        state = new State(phase, 0, total, "");
    }

    void done(long done) {
        var now = state;
        state = new State(now.phase(), done, now.total(), now.current());
    }

    void at(long done, String current) {
        var now = state;
        state = new State(now.phase(), Math.max(done, now.done()), now.total(), current);
    }
}
