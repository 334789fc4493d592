package dev.dupabase.admin.studio.export;

import dev.dupabase.admin.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is to be dumped, and how.
///
/// @param custom pg_dump's own format; else SQL
/// @param compress 0 to 9, of SQL only
record ExportWish(
        boolean custom,
        boolean schemaOnly,
        boolean dataOnly,
        boolean excludeAuth,
        boolean inserts,
        List<String> tables,
        List<String> excludeTables,
        int compress) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,126}");

    static ExportWish of(
            String format,
            boolean schemaOnly,
            boolean dataOnly,
            boolean excludeAuth,
            boolean inserts,
            String tables,
            String excludeTables,
            int compress) {
        var only = names(tables);
        var without = names(excludeTables);
        new Problems()
                .require(format.matches("custom|sql|plain"), "format", "is custom, sql or plain")
                .require(
                        !(schemaOnly && dataOnly),
                        "data_only",
                        "cannot be on together with schema_only")
                .require(areNames(only), "tables", "holds what is no name of a table")
                .require(areNames(without), "exclude_tables", "holds what is no name of a table")
                .require(compress >= 0 && compress <= 9, "compress", "is from 0 to 9")
                .require(
                        compress == 0 || !format.equals("custom"),
                        "compress",
                        "is for sql only: custom is compressed already")
                .require(!inserts || !format.equals("custom"), "inserts", "is for sql only")
                .refuseIfAny();
        return new ExportWish(
                format.equals("custom"),
                schemaOnly,
                dataOnly,
                excludeAuth,
                inserts,
                only,
                without,
                compress);
    }

    private static List<String> names(String list) {
        return List.of(list.split(",")).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean areNames(List<String> names) {
        return names.stream().allMatch(name -> NAME.matcher(name).matches());
    }

    /// For `pg_dump`; our bookkeeping is never in it.
    List<String> arguments() {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--no-password",
                                "--no-owner",
                                "--no-privileges",
                                "--exclude-schema=_dupabase",
                                custom ? "--format=custom" : "--format=plain"));
        add(arguments, schemaOnly, "--schema-only");
        add(arguments, dataOnly, "--data-only");
        add(arguments, excludeAuth, "--exclude-schema=auth");
        add(arguments, inserts, "--inserts");
        add(arguments, compress > 0, "--compress=" + compress);
        tables.forEach(name -> arguments.add("--table=" + pattern(name)));
        excludeTables.forEach(name -> arguments.add("--exclude-table=" + pattern(name)));
        return arguments;
    }

    private static void add(List<String> arguments, boolean wanted, String argument) {
        if (wanted) {
            arguments.add(argument);
        }
    }

    /// Quoted part by part, so that pg_dump takes it for a name and not for a pattern.
    private static String pattern(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? '"' + name + '"'
                : '"' + name.substring(0, dot) + "\".\"" + name.substring(dot + 1) + '"';
    }

    String ending() {
        if (custom) {
            return ".dump";
        }
        return compress > 0 ? ".sql.gz" : ".sql";
    }

    String contentType() {
        if (custom) {
            return "application/octet-stream";
        }
        return compress > 0 ? "application/gzip" : "application/sql";
    }
}
