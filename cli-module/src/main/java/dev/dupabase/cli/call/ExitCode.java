package dev.dupabase.cli.call;

/// How a command ends, for scripts (docs/cli.md).
public enum ExitCode {
    DONE(0),
    /// The server refused or what was begun failed.
    FAILED(1),
    /// The command was called wrongly, or the server found fault with a value.
    USAGE(2),
    /// Nobody is signed in, the caller may not, or there is no such thing.
    NOT_YOURS(3),
    /// No server answers, or it is not able to just now.
    UNREACHABLE(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    static ExitCode ofStatus(int status) {
        return switch (status) {
            case 400, 413, 415, 422 -> USAGE;
            case 401, 403, 404 -> NOT_YOURS;
            case 429, 502, 503, 504 -> UNREACHABLE;
            default -> FAILED;
        };
    }
}
