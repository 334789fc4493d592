package dev.dupabase.imports.filter;

import java.util.Set;

/// What the schemas of a dump are to a project (contracts/platform.md §15.3).
public final class Schemas {
    /// Every project has these itself; from a dump come only rows of some of their tables.
    private static final Set<String> OURS = Set.of("auth", "storage", "_dupabase", "_imports");

    /// Made by Supabase's services, which are others here.
    private static final Set<String> OF_SUPABASE =
            Set.of(
                    "extensions",
                    "graphql",
                    "graphql_public",
                    "realtime",
                    "_realtime",
                    "_analytics",
                    "_supavisor",
                    "supabase_functions",
                    "supabase_migrations",
                    "vault",
                    "pgsodium",
                    "pgsodium_masks",
                    "pgbouncer",
                    "pgtle",
                    "cron",
                    "net");

    private static final Set<String> OF_POSTGRESQL =
            Set.of("pg_catalog", "information_schema", "pg_toast");

    private Schemas() {}

    static boolean isOurs(String schema) {
        return OURS.contains(schema);
    }

    static boolean isOfSupabase(String schema) {
        return OF_SUPABASE.contains(schema);
    }

    static boolean isOfPostgres(String schema) {
        return OF_POSTGRESQL.contains(schema) || schema.startsWith("pg_temp");
    }

    /// Whether its objects go into the project.
    public static boolean isUsers(String schema) {
        return !isOurs(schema) && !isOfSupabase(schema) && !isOfPostgres(schema);
    }
}
