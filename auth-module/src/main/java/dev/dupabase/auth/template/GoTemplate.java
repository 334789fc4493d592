package dev.dupabase.auth.template;

import dev.dupabase.auth.template.Node.Command;
import dev.dupabase.auth.template.Node.Operand;
import dev.dupabase.auth.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template that has been read. Knows `{{ .X }}`, `{{ .Data.key }}`, `if`, `else`, `with`,
/// `range`, variables, pipes, comparisons and a few functions; no definitions. Missing values print
/// nothing.
public final class GoTemplate {
    private static final int LONGEST = 1_000_000;

    private final List<Node> nodes;

    private GoTemplate(List<Node> nodes) {
        this.nodes = nodes;
    }

    /// @throws TemplateFault in words for its author
    public static GoTemplate parse(String text) throws TemplateFault {
        return new GoTemplate(Parser.parse(text));
    }

    /// As HTML: each value is escaped as its place demands.
    public String html(Map<String, ? extends @Nullable Object> data) throws TemplateFault {
        return new Rendering(data, new HtmlOutput()).render(nodes);
    }

    /// As plain text.
    public String text(Map<String, ? extends @Nullable Object> data) throws TemplateFault {
        return new Rendering(data, new PlainOutput()).render(nodes);
    }

    /// Where a rendering goes.
    sealed interface Output permits HtmlOutput, PlainOutput {
        void literal(String text);

        void value(String text);

        String result();

        int length();
    }

    static final class PlainOutput implements Output {
        private final StringBuilder out = new StringBuilder();

        @Override
        public void literal(String text) {
            out.append(text);
        }

        @Override
        public void value(String text) {
            out.append(text);
        }

        @Override
        public String result() {
            return out.toString();
        }

        @Override
        public int length() {
            return out.length();
        }
    }

    private static final class Rendering {
        private final Object data;
        private final Output out;
        private final Map<String, @Nullable Object> variables = new HashMap<>();

        Rendering(Map<String, ? extends @Nullable Object> data, Output out) {
            this.data = data;
            this.out = out;
        }

        String render(List<Node> nodes) throws TemplateFault {
            run(nodes, data);
            return out.result();
        }

        private void run(List<Node> nodes, @Nullable Object dot) throws TemplateFault {
            for (var node : nodes) {
                run(node, dot);
                if (out.length() > LONGEST) {
                    throw new TemplateFault("the mail is too long");
                }
            }
        }

        private void run(Node node, @Nullable Object dot) throws TemplateFault {
            switch (node) {
                case Node.Text(var text) -> out.literal(text);
                case Node.Print(var pipeline) -> {
                    var value = value(pipeline, dot);
                    if (pipeline.names().isEmpty()) {
                        out.value(Functions.text(value));
                    }
                }
                case Node.If(var condition, var then, var otherwise) ->
                        run(Functions.isTrue(value(condition, dot)) ? then : otherwise, dot);
                case Node.With(var pipeline, var body, var otherwise) -> {
                    var value = value(pipeline, dot);
                    if (Functions.isTrue(value)) {
                        run(body, value);
                    } else {
                        run(otherwise, dot);
                    }
                }
                case Node.Range(var pipeline, var body, var otherwise) ->
                        range(pipeline, body, otherwise, dot);
            }
        }

        private void range(
                Pipeline pipeline, List<Node> body, List<Node> otherwise, @Nullable Object dot)
                throws TemplateFault {
            var values = value(new Pipeline(List.of(), pipeline.commands()), dot);
            var entries = entries(values);
            if (entries.isEmpty()) {
                run(otherwise, dot);
            }
            for (var entry : entries) {
                name(pipeline.names(), entry.key(), entry.value());
                run(body, entry.value());
            }
        }

        private record Entry(Object key, @Nullable Object value) {}

        private static List<Entry> entries(@Nullable Object values) {
            var entries = new ArrayList<Entry>();
            switch (values) {
                case List<?> items ->
                        items.forEach(item ->
                                entries.add(
                                        new Entry(
                                                java.math.BigDecimal.valueOf(entries.size()),
                                                item)));
                case Map<?, ?> map ->
                        map.entrySet().stream()
                                .sorted(
                                        java.util.Comparator.comparing(
                                                entry -> String.valueOf(entry.getKey())))
                                .forEach(entry ->
                                        entries.add(
                                                new Entry(
                                                        String.valueOf(entry.getKey()),
                                                        entry.getValue())));
                case null, default -> {}
            }
            return entries;
        }

        private void name(List<String> names, Object key, @Nullable Object value) {
            if (names.size() == 1) {
                variables.put(names.getFirst(), value);
            } else if (names.size() == 2) {
                variables.put(names.getFirst(), key);
                variables.put(names.getLast(), value);
            }
        }

        private @Nullable Object value(Pipeline pipeline, @Nullable Object dot)
                throws TemplateFault {
            @Nullable Object value = null;
            boolean first = true;
            for (var command : pipeline.commands()) {
                value = value(command, dot, first ? List.of() : java.util.Arrays.asList(value));
                first = false;
            }
            for (var name : pipeline.names()) {
                variables.put(name, value);
            }
            return value;
        }

        private @Nullable Object value(
                Command command, @Nullable Object dot, List<@Nullable Object> piped)
                throws TemplateFault {
            var function = Node.functionOf(command);
            var words = command.words();
            if (function.isEmpty()) {
                if (words.size() > 1 || !piped.isEmpty()) {
                    throw new TemplateFault("a value is used as a function");
                }
                return value(words.getFirst(), dot);
            }
            var arguments = new ArrayList<@Nullable Object>();
            for (var word : words.subList(1, words.size())) {
                arguments.add(value(word, dot));
            }
            arguments.addAll(piped);
            return switch (function.get()) {
                case "and" -> firstThat(false, arguments);
                case "or" -> firstThat(true, arguments);
                default -> Functions.call(function.get(), arguments);
            };
        }

        private static @Nullable Object firstThat(boolean isTrue, List<@Nullable Object> arguments)
                throws TemplateFault {
            if (arguments.isEmpty()) {
                throw new TemplateFault("'and' and 'or' want arguments");
            }
            for (var argument : arguments) {
                if (Functions.isTrue(argument) == isTrue) {
                    return argument;
                }
            }
            return arguments.getLast();
        }

        private @Nullable Object value(Operand operand, @Nullable Object dot) throws TemplateFault {
            return switch (operand) {
                case Operand.Literal(var literal) -> literal;
                case Operand.Field(var path) -> inside(dot, path);
                case Operand.Variable(var name, var path) ->
                        inside(name.isEmpty() ? data : variables.get(name), path);
                case Operand.Nested(var pipeline) -> value(pipeline, dot);
                case Operand.Function(var name) -> Functions.call(name, List.of());
            };
        }

        private static @Nullable Object inside(@Nullable Object value, List<String> path) {
            @Nullable Object current = value;
            for (var name : path) {
                current = current instanceof Map<?, ?> map ? map.get(name) : null;
            }
            return current;
        }
    }
}
