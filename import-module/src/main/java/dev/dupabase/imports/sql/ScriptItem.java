package dev.dupabase.imports.sql;

/// What a script consists of.
public sealed interface ScriptItem permits SqlStatement, MetaCommand {}
