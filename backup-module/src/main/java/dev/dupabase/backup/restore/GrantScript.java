package dev.dupabase.backup.restore;

import java.util.ArrayList;
import java.util.List;

/// The statements in which pg_dump writes down rights: `GRANT`, `REVOKE`, `ALTER DEFAULT
/// PRIVILEGES`, and between them who granted, if that was not the owner.
final class GrantScript {
    private static final String BEGIN = "SET SESSION AUTHORIZATION ";
    private static final String END = "RESET SESSION AUTHORIZATION";

    private GrantScript() {}

    /// All grants and revokes; whoever runs them is the grantor.
    static List<String> statements(String script) {
        return split(script).stream().filter(statement -> !isSwitch(statement)).toList();
    }

    /// Only those that somebody else than the owner of the object made.
    static List<String> statementsOfOthers(String script) {
        var found = new ArrayList<String>();
        var others = false;
        for (var statement : split(script)) {
            if (isSwitch(statement)) {
                others = statement.startsWith(BEGIN);
            } else if (others) {
                found.add(statement);
            }
        }
        return found;
    }

    private static boolean isSwitch(String statement) {
        return statement.startsWith(BEGIN) || statement.startsWith(END);
    }

    /// The same for the roles of another project.
    ///
    /// @param from such as `p_<ref>_`
    static String renamed(String statement, String from, String to) {
        return statement.replace(from, to);
    }

    /// Splits at semicolons outside of quoted names, and of texts, which stand in no such statement
    /// but in the names of types.
    static List<String> split(String script) {
        var statements = new ArrayList<String>();
        int from = 0;
        char quote = 0;
        for (int i = 0; i < script.length(); i++) {
            char at = script.charAt(i);
            if (quote != 0) {
                quote = at == quote ? 0 : quote;
            } else if (at == '"' || at == '\'') {
                quote = at;
            } else if (at == ';') {
                add(statements, script.substring(from, i));
                from = i + 1;
            }
        }
        add(statements, script.substring(from));
        return statements;
    }

    private static void add(List<String> statements, String text) {
        if (!text.isBlank()) {
            statements.add(text.strip());
        }
    }
}
