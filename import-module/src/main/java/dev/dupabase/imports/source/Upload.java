package dev.dupabase.imports.source;

import java.nio.file.Path;
import java.util.UUID;

/// A file that was uploaded and waits.
///
/// @param name as its owner called it, made harmless
public record Upload(UUID id, UUID projectId, String name, long size, Path path) {}
