package dev.dupabase.platform.program;

/// How a program ended.
///
/// @param status its exit status; 128 and the signal's number if it was killed
/// @param complaints the last of what it wrote to its error output
public record ProgramExit(int status, String complaints) {
    public boolean succeeded() {
        return status == 0;
    }

    /// Its last complaint, in one line; what it wrote before is often only where it stood.
    public String reason() {
        var lines = complaints.strip().lines().toList();
        return lines.isEmpty() ? "exit status " + status : lines.getLast().strip();
    }
}
