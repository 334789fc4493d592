package dev.dupabase.auth.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What became of a file's users.
final class ImportReport {
    private static final int MOST_FAULTS = 100;

    /// @param entry which of the file, from 1
    record Fault(long entry, String reason) {}

    /// @param complete whether the file was read to its end
    /// @param fault why not
    /// @param skipped users whose id, address or number somebody has
    /// @param withoutPassword imported users whose hash is of a kind that is not taken
    /// @param faults the first hundred of the failed
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            boolean complete,
            @Nullable String fault,
            boolean dryRun,
            long read,
            long imported,
            long skipped,
            long failed,
            long withoutPassword,
            List<Fault> faults) {}

    private final List<Fault> faults = new ArrayList<>();
    private long read;
    private long imported;
    private long skipped;
    private long failed;
    private long withoutPassword;

    long read() {
        return read;
    }

    long nextEntry() {
        return ++read;
    }

    void imported(ImportedUser user) {
        imported++;
        if (user.hashRefused()) {
            withoutPassword++;
        }
    }

    void skipped() {
        skipped++;
    }

    void failed(long entry, String reason) {
        failed++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(entry, reason));
        }
    }

    /// @param fault why the file was not read to its end; null: it was
    Body body(@Nullable String fault, boolean dryRun) {
        return new Body(
                fault == null,
                fault,
                dryRun,
                read,
                imported,
                skipped,
                failed,
                withoutPassword,
                List.copyOf(faults));
    }
}
