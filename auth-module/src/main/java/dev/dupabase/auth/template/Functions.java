package dev.dupabase.auth.template;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The functions of Go's templates that mails have a use for. `and` and `or` are the renderer's.
final class Functions {
    static final Set<String> NAMES =
            Set.of(
                    "and",
                    "or",
                    "not",
                    "eq",
                    "ne",
                    "lt",
                    "le",
                    "gt",
                    "ge",
                    "len",
                    "index",
                    "print",
                    "println",
                    "html",
                    "urlquery",
                    "js");

    private Functions() {}

    static @Nullable Object call(String name, List<@Nullable Object> arguments)
            throws TemplateFault {
        return switch (name) {
            case "not" -> !isTrue(argument(name, arguments, 0));
            case "eq" -> {
                var first = argument(name, arguments, 0);
                yield arguments.stream().skip(1).anyMatch(other -> same(first, other));
            }
            case "ne" -> !same(argument(name, arguments, 0), argument(name, arguments, 1));
            case "lt" -> compare(name, arguments) < 0;
            case "le" -> compare(name, arguments) <= 0;
            case "gt" -> compare(name, arguments) > 0;
            case "ge" -> compare(name, arguments) >= 0;
            case "len" -> BigDecimal.valueOf(length(argument(name, arguments, 0)));
            case "index" -> index(arguments);
            case "urlquery" -> URLEncoder.encode(print(arguments), StandardCharsets.UTF_8);
            case "println" -> print(arguments) + "\n";
            // Escaping is by place, so these have nothing to do.
            case "print", "html", "js" -> print(arguments);
            default -> throw new TemplateFault("'%s' is not a function".formatted(name));
        };
    }

    /// Whether a value is neither missing nor empty nor zero.
    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case CharSequence text -> !text.isEmpty();
            case Number number -> number(number).signum() != 0;
            case Collection<?> items -> !items.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    private static String print(List<@Nullable Object> arguments) {
        var text = new StringBuilder();
        arguments.forEach(argument -> text.append(text(argument)));
        return text.toString();
    }

    private static @Nullable Object argument(
            String name, List<@Nullable Object> arguments, int index) throws TemplateFault {
        if (index >= arguments.size()) {
            throw new TemplateFault("'%s' wants more arguments".formatted(name));
        }
        return arguments.get(index);
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return number(x).compareTo(number(y)) == 0;
        }
        return a == null ? b == null : a.equals(b);
    }

    private static int compare(String name, List<@Nullable Object> arguments) throws TemplateFault {
        var a = argument(name, arguments, 0);
        var b = argument(name, arguments, 1);
        if (a instanceof Number x && b instanceof Number y) {
            return number(x).compareTo(number(y));
        }
        return text(a).compareTo(text(b));
    }

    private static BigDecimal number(Number number) {
        return new BigDecimal(number.toString());
    }

    private static int length(@Nullable Object value) throws TemplateFault {
        return switch (value) {
            case CharSequence text -> text.toString().getBytes(StandardCharsets.UTF_8).length;
            case Collection<?> items -> items.size();
            case Map<?, ?> map -> map.size();
            case null, default -> throw new TemplateFault("'len' wants something with a length");
        };
    }

    private static @Nullable Object index(List<@Nullable Object> arguments) throws TemplateFault {
        var value = argument("index", arguments, 0);
        for (var key : arguments.subList(1, arguments.size())) {
            value =
                    switch (value) {
                        case Map<?, ?> map -> map.get(text(key));
                        case List<?> items when key instanceof Number number ->
                                number.intValue() >= 0 && number.intValue() < items.size()
                                        ? items.get(number.intValue())
                                        : null;
                        case null, default -> null;
                    };
        }
        return value;
    }
}
