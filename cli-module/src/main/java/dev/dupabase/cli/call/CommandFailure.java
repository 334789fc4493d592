package dev.dupabase.cli.call;

/// Ends a command with a sentence for people and a code for scripts.
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public CommandFailure(ExitCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }

    public String sentence() {
        var sentence = getMessage();
        return sentence == null ? "" : sentence;
    }
}
