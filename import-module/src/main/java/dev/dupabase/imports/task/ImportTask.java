package dev.dupabase.imports.task;

import dev.dupabase.imports.source.DumpFormat;
import java.util.UUID;

/// An import that is to be run.
///
/// @param attempt 1, and one more after each restart that interrupted it
public record ImportTask(
        long id,
        UUID projectId,
        UUID uploadId,
        DumpFormat format,
        ImportOptions options,
        int attempt) {}
