package dev.dupabase.auth.template;

import dev.dupabase.auth.template.Node.Command;
import dev.dupabase.auth.template.Node.Operand;
import dev.dupabase.auth.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads a template.
final class Parser {
    private static final int DEEPEST = 50;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern PATH = Pattern.compile("(\\.[A-Za-z_]\\w*)*");

    private final List<Tokens.Piece> pieces;
    private int at;
    private int depth;

    private Parser(List<Tokens.Piece> pieces) {
        this.pieces = pieces;
    }

    static List<Node> parse(String template) throws TemplateFault {
        var parser = new Parser(Tokens.pieces(template));
        var nodes = parser.nodes();
        if (parser.at < parser.pieces.size()) {
            throw new TemplateFault(
                    "unexpected {{%s}}".formatted(parser.pieces.get(parser.at).text()));
        }
        return nodes;
    }

    /// Up to an `else` or `end`, which is left.
    private List<Node> nodes() throws TemplateFault {
        var nodes = new ArrayList<Node>();
        while (at < pieces.size()) {
            var piece = pieces.get(at);
            if (!piece.action()) {
                nodes.add(new Node.Text(piece.text()));
                at++;
                continue;
            }
            if (isWord(piece, "else") || isWord(piece, "end")) {
                return nodes;
            }
            at++;
            nodes.add(node(Tokens.words(piece.text())));
        }
        return nodes;
    }

    private Node node(List<String> words) throws TemplateFault {
        if (words.isEmpty()) {
            throw new TemplateFault("an action says nothing");
        }
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "if" -> block(Kind.IF, pipeline(rest));
            case "with" -> block(Kind.WITH, pipeline(rest));
            case "range" -> block(Kind.RANGE, pipeline(rest));
            case "define", "template", "block", "break", "continue" ->
                    throw new TemplateFault("{{%s}} is not supported".formatted(words.getFirst()));
            default -> new Node.Print(pipeline(words));
        };
    }

    private enum Kind {
        IF,
        WITH,
        RANGE
    }

    private Node block(Kind kind, Pipeline pipeline) throws TemplateFault {
        if (++depth > DEEPEST) {
            throw new TemplateFault("blocks are nested too deep");
        }
        var body = nodes();
        var otherwise = otherwise(kind);
        depth--;
        return switch (kind) {
            case IF -> new Node.If(pipeline, body, otherwise);
            case WITH -> new Node.With(pipeline, body, otherwise);
            case RANGE -> new Node.Range(pipeline, body, otherwise);
        };
    }

    /// What follows an `else`, and the `end`.
    private List<Node> otherwise(Kind kind) throws TemplateFault {
        if (at >= pieces.size()) {
            throw new TemplateFault("a block is not ended");
        }
        var words = Tokens.words(pieces.get(at++).text());
        if (words.getFirst().equals("end")) {
            return List.of();
        }
        if (words.size() > 1) {
            var chained = words.get(1).equals("with") ? Kind.WITH : Kind.IF;
            if (kind == Kind.RANGE || (!words.get(1).equals("if") && chained == Kind.IF)) {
                throw new TemplateFault("cannot read {{%s}}".formatted(String.join(" ", words)));
            }
            return List.of(block(chained, pipeline(words.subList(2, words.size()))));
        }
        var nodes = nodes();
        if (at >= pieces.size() || !isWord(pieces.get(at), "end")) {
            throw new TemplateFault("a block is not ended");
        }
        at++;
        return nodes;
    }

    private static boolean isWord(Tokens.Piece piece, String word) throws TemplateFault {
        if (!piece.action()) {
            return false;
        }
        var words = Tokens.words(piece.text());
        return !words.isEmpty() && words.getFirst().equals(word);
    }

    private Pipeline pipeline(List<String> words) throws TemplateFault {
        int assignment = words.indexOf(":=");
        var names = new ArrayList<String>();
        for (var word : words.subList(0, Math.max(0, assignment))) {
            if (word.startsWith("$") && NAME.matcher(word.substring(1)).matches()) {
                names.add(word.substring(1));
            } else if (!word.equals(",")) {
                throw new TemplateFault("cannot name a value %s".formatted(word));
            }
        }
        var commands = new ArrayList<Command>();
        var current = new ArrayList<Operand>();
        for (int i = assignment + 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "|" -> {
                    commands.add(command(current));
                    current = new ArrayList<>();
                }
                case "(" -> {
                    int end = closing(words, i);
                    current.add(new Operand.Nested(pipeline(words.subList(i + 1, end))));
                    i = end;
                }
                default -> current.add(operand(words.get(i)));
            }
        }
        commands.add(command(current));
        return new Pipeline(List.copyOf(names), List.copyOf(commands));
    }

    private static Command command(List<Operand> words) throws TemplateFault {
        if (words.isEmpty()) {
            throw new TemplateFault("a value is missing");
        }
        return new Command(List.copyOf(words));
    }

    private static int closing(List<String> words, int open) throws TemplateFault {
        int level = 0;
        for (int i = open; i < words.size(); i++) {
            level += words.get(i).equals("(") ? 1 : words.get(i).equals(")") ? -1 : 0;
            if (level == 0) {
                return i;
            }
        }
        throw new TemplateFault("a parenthesis is not closed");
    }

    private static Operand operand(String word) throws TemplateFault {
        if (word.startsWith("\"")) {
            return new Operand.Literal(unescape(word.substring(1, word.length() - 1)));
        }
        if (word.startsWith("`")) {
            return new Operand.Literal(word.substring(1, word.length() - 1));
        }
        if (word.equals("true") || word.equals("false")) {
            return new Operand.Literal(word.equals("true"));
        }
        if (NUMBER.matcher(word).matches()) {
            return new Operand.Literal(new java.math.BigDecimal(word));
        }
        if (word.equals(".")) {
            return new Operand.Field(List.of());
        }
        if (word.startsWith(".") && PATH.matcher(word).matches()) {
            return new Operand.Field(path(word));
        }
        if (word.startsWith("$")) {
            int dot = word.indexOf('.');
            var name = word.substring(1, dot < 0 ? word.length() : dot);
            var path = dot < 0 ? "" : word.substring(dot);
            if ((name.isEmpty() || NAME.matcher(name).matches()) && PATH.matcher(path).matches()) {
                return new Operand.Variable(name, path(path));
            }
        }
        if (NAME.matcher(word).matches() && Functions.NAMES.contains(word)) {
            return new Operand.Function(word);
        }
        throw new TemplateFault("'%s' is not known".formatted(word));
    }

    private static List<String> path(String dotted) {
        return dotted.isEmpty() ? List.of() : List.of(dotted.substring(1).split("\\."));
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
    }
}
