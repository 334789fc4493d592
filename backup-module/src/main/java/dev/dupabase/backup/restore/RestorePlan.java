package dev.dupabase.backup.restore;

import dev.dupabase.platform.archive.Toc;
import dev.dupabase.platform.archive.TocEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What of an archive is restored, in which way. The platform's own schemas are there already, so
/// of them only rows are wanted, and what the project's developers have hung on their tables.
///
/// @param extensions to be made first
/// @param platformData rows of the platform's tables, by schema, those that others refer to first
/// @param own everything of the project's developers, in the archive's order
/// @param rights statements that grant and revoke, run as the project's owner role
/// @param warnings about what is left out
record RestorePlan(
        List<TocEntry> extensions,
        Map<String, List<TocEntry>> platformData,
        List<TocEntry> own,
        List<String> rights,
        List<String> warnings) {
    /// Schemas that stand in every project.
    ///
    /// @param owned by roles of the platform: nothing of a developer is in them
    /// @param shared made by the platform, for developers to put things into
    /// @param hidden not in backups
    record Schemas(Set<String> owned, Set<String> shared, Set<String> hidden) {
        boolean isMade(String schema) {
            return owned.contains(schema)
                    || shared.contains(schema)
                    || hidden.contains(schema)
                    || schema.equals("public");
        }
    }

    private static final Set<String> ALWAYS_THERE =
            Set.of(
                    "ENCODING",
                    "STDSTRINGS",
                    "SEARCHPATH",
                    "DATABASE",
                    "DATABASE PROPERTIES",
                    "SECURITY LABEL",
                    "PROCEDURAL LANGUAGE");

    /// Which only an operator can have made, and which reach out of the database.
    private static final Set<String> OPERATORS =
            Set.of(
                    "EVENT TRIGGER",
                    "SUBSCRIPTION",
                    "FOREIGN DATA WRAPPER",
                    "SERVER",
                    "USER MAPPING",
                    "ACCESS METHOD");

    /// @param formerOwner the owner role of the project that was backed up
    static RestorePlan of(Toc toc, Catalogue spare, Schemas schemas, String formerOwner) {
        var plan = new Sorting(spare, schemas, formerOwner);
        toc.entries().forEach(plan::add);
        return plan.result();
    }

    /// How many steps pg_restore will have.
    int size() {
        return own.size() + platformData.values().stream().mapToInt(List::size).sum();
    }

    /// The tables of the project's developers.
    int tables() {
        return (int) own.stream().filter(entry -> entry.kind().equals("TABLE")).count();
    }

    private static final class Sorting {
        private final Catalogue spare;
        private final Schemas schemas;
        private final String formerOwner;
        private final List<TocEntry> extensions = new ArrayList<>();
        private final Map<String, List<TocEntry>> data = new TreeMap<>();
        private final List<TocEntry> own = new ArrayList<>();
        private final List<String> rights = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        private Sorting(Catalogue spare, Schemas schemas, String formerOwner) {
            this.spare = spare;
            this.schemas = schemas;
            this.formerOwner = formerOwner;
        }

        private void add(TocEntry entry) {
            if (ALWAYS_THERE.contains(entry.kind()) || schemas.hidden().contains(entry.schema())) {
                return;
            }
            switch (entry.kind()) {
                case "EXTENSION" -> addExtension(entry);
                case "ACL", "DEFAULT ACL" -> addRights(entry);
                case "COMMENT" -> addComment(entry);
                case "SCHEMA" -> {
                    if (!schemas.isMade(entry.name())) {
                        own.add(entry);
                    }
                }
                default -> addOther(entry);
            }
        }

        private void addExtension(TocEntry entry) {
            if (!spare.extensions().contains(entry.name())) {
                extensions.add(entry);
            }
        }

        private void addOther(TocEntry entry) {
            if (schemas.owned().contains(entry.schema())) {
                addOfPlatform(entry);
            } else if (OPERATORS.contains(entry.kind())) {
                if (!entry.name().startsWith("dupabase_")) {
                    warnings.add("left out: " + entry);
                }
            } else if (entry.kind().equals("PUBLICATION") && !entry.owner().equals(formerOwner)) {
                warnings.add("left out: " + entry);
            } else {
                own.add(entry);
            }
        }

        private void addOfPlatform(TocEntry entry) {
            switch (entry.kind()) {
                case "TABLE DATA", "SEQUENCE SET" ->
                        data.computeIfAbsent(entry.schema(), schema -> new ArrayList<>())
                                .add(entry);
                case "TRIGGER", "POLICY" -> {
                    if (!spare.platformObjects().contains(entry.schema() + "." + entry.name())) {
                        own.add(entry);
                    }
                }
                default -> {
                    // stands in the spare database as this release makes it
                }
            }
        }

        /// Comments name their object by its kind; those on what is not restored are not either.
        private void addComment(TocEntry entry) {
            if (entry.schema().isEmpty()) {
                if (entry.name().startsWith("SCHEMA ")
                        && !isForeignSchema(entry.name().substring("SCHEMA ".length()))) {
                    own.add(entry);
                } else if (entry.name().startsWith("LARGE OBJECT ")) {
                    own.add(entry);
                }
            } else if (!schemas.owned().contains(entry.schema())) {
                own.add(entry);
            }
        }

        private boolean isForeignSchema(String name) {
            return schemas.isMade(name) && !name.equals("public");
        }

        private void addRights(TocEntry entry) {
            var schema =
                    entry.name().startsWith("SCHEMA ")
                            ? entry.name().substring("SCHEMA ".length())
                            : entry.schema();
            if (entry.kind().equals("DEFAULT ACL")) {
                if (entry.owner().equals(formerOwner)) {
                    rights.addAll(GrantScript.statements(entry.definition()));
                }
            } else if (schemas.owned().contains(schema)
                    || (schemas.shared().contains(schema) && !entry.owner().equals(formerOwner))) {
                rights.addAll(GrantScript.statementsOfOthers(entry.definition()));
            } else {
                rights.addAll(GrantScript.statements(entry.definition()));
            }
        }

        private RestorePlan result() {
            var order = spare.platformTables();
            data.values()
                    .forEach(entries ->
                            entries.sort(
                                    Comparator.comparingInt(entry ->
                                            order.indexOf(entry.schema() + "." + entry.name()))));
            return new RestorePlan(extensions, data, own, rights, warnings);
        }
    }
}
