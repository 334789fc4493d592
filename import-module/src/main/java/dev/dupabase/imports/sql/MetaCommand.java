package dev.dupabase.imports.sql;

/// A command to psql itself.
///
/// @param name without the backslash
public record MetaCommand(String name) implements ScriptItem {}
