package dev.dupabase.auth.template;

import java.util.List;
import java.util.Optional;

/// What a template is made of.
sealed interface Node {
    record Text(String text) implements Node {}

    /// Prints the value of a pipeline, or only gives it a name.
    record Print(Pipeline value) implements Node {}

    record If(Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

    record With(Pipeline value, List<Node> body, List<Node> otherwise) implements Node {}

    record Range(Pipeline values, List<Node> body, List<Node> otherwise) implements Node {}

    /// Commands, each of which gets the value of the one before as its last argument.
    ///
    /// @param names the variables that take the value; for ranges a key may come first
    record Pipeline(List<String> names, List<Command> commands) {}

    /// A value, or a function and its arguments.
    record Command(List<Operand> words) {}

    sealed interface Operand {
        record Literal(Object value) implements Operand {}

        /// The current value, or something inside it.
        record Field(List<String> path) implements Operand {}

        /// A variable, or something inside it; the empty name is the template's whole data.
        record Variable(String name, List<String> path) implements Operand {}

        record Function(String name) implements Operand {}

        record Nested(Pipeline pipeline) implements Operand {}
    }

    static Optional<String> functionOf(Command command) {
        return command.words().getFirst() instanceof Operand.Function(var name)
                ? Optional.of(name)
                : Optional.empty();
    }
}
