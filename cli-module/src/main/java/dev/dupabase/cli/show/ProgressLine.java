package dev.dupabase.cli.show;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/// How far something is: a bar that grows on a terminal, else a line for each tenth and each phase.
public final class ProgressLine implements AutoCloseable {
    private static final int WIDTH = 24;
    private static final int LINE = 79;

    private final PrintWriter out;
    private final String what;
    private final boolean live;
    private String last = "";

    public ProgressLine(PrintWriter out, String what, boolean live) {
        this.out = out;
        this.what = what;
        this.live = live;
    }

    static ProgressLine silent() {
        return new ProgressLine(new PrintWriter(Writer.nullWriter()), "", false);
    }

    /// @param percent 0 to 100; less if nobody knows
    /// @param detail what is worked on; may be empty
    public void update(String phase, int percent, String detail) {
        if (live) {
            draw(phase, percent, detail);
        } else {
            tell(phase, percent);
        }
    }

    /// So many bytes of a file.
    public void update(String phase, long done, long total) {
        var percent = total > 0 ? (int) (done * 100 / total) : -1;
        var size = total > 0 ? bytes(done) + " of " + bytes(total) : bytes(done);
        update(phase, percent, size);
    }

    private void draw(String phase, int percent, String detail) {
        var text = new StringBuilder(what).append(' ');
        if (percent >= 0) {
            int full = Math.clamp(percent, 0, 100) * WIDTH / 100;
            text.append('[').append("#".repeat(full)).append(".".repeat(WIDTH - full)).append("] ");
            text.append("%3d%% ".formatted(Math.clamp(percent, 0, 100)));
        }
        text.append(phase);
        if (!detail.isEmpty()) {
            text.append(' ').append(Table.printable(detail));
        }
        var line = text.substring(0, Math.min(LINE, text.length()));
        if (!line.equals(last)) {
            out.print("\r" + line + " ".repeat(Math.max(0, last.length() - line.length())));
            out.flush();
            last = line;
        }
    }

    private void tell(String phase, int percent) {
        var line =
                percent >= 0
                        ? "%s %s %d%%".formatted(what, phase, percent / 10 * 10)
                        : what + " " + phase;
        if (!line.equals(last)) {
            out.println(line);
            out.flush();
            last = line;
        }
    }

    /// Ends the line, so that the answer stands below it.
    public void finish() {
        if (live && !last.isEmpty()) {
            out.println();
        }
        last = "";
        out.flush();
    }

    @Override
    public void close() {
        finish();
    }

    /// A size as people read it.
    public static String bytes(long count) {
        if (count < 1024) {
            return count + " B";
        }
        var size = count / 1024.0;
        for (var unit : new String[] {"KB", "MB", "GB"}) {
            if (size < 1024) {
                return String.format(Locale.ROOT, "%.1f %s", size, unit);
            }
            size /= 1024;
        }
        return String.format(Locale.ROOT, "%.1f TB", size);
    }
}
