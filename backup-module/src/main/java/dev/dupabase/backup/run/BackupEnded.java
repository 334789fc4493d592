package dev.dupabase.backup.run;

/// A run of a backup is over, for now: completed, failed, cancelled, or interrupted.
public record BackupEnded(Run run) {}
