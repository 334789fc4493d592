package dev.dupabase.platform.database;

import dev.dupabase.platform.sql.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One or several statements that run in a caller's name, made to be kept and run again: the whole
/// message with its prologue is put together once.
public final class CallerStatement {
    private final String text;
    private final int statements;
    private final List<@Nullable Object> parameters;
    private final Map<Prologue.Shape, String> messages = new ConcurrentHashMap<>(2);

    private CallerStatement(String text, int statements, List<@Nullable Object> parameters) {
        this.text = text;
        this.statements = statements;
        this.parameters = parameters;
    }

    /// @param sql in the order in which they run; each yields one result
    public static CallerStatement of(List<Sql> sql) {
        var text = new StringBuilder();
        var parameters = new ArrayList<@Nullable Object>();
        for (var statement : sql) {
            text.append(text.isEmpty() ? "" : ";\n").append(statement.text());
            parameters.addAll(statement.parameters());
        }
        return new CallerStatement(
                text.toString(), sql.size(), Collections.unmodifiableList(parameters));
    }

    /// What stands at the places of parameters, in order, as it was given to [Sql#value].
    public List<@Nullable Object> parameters() {
        return parameters;
    }

    int statements() {
        return statements;
    }

    String message(Prologue.Shape shape) {
        var message = messages.get(shape);
        if (message == null) {
            message = messages.computeIfAbsent(shape, s -> Prologue.text(s) + ";\n" + text);
        }
        return message;
    }

    /// The text without the prologue, for logs.
    @Override
    public String toString() {
        return text;
    }
}
