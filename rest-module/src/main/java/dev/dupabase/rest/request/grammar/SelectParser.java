package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.SelectItem.Aggregate;
import dev.dupabase.rest.request.SelectItem.Function;
import dev.dupabase.rest.request.SelectItem.Join;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `select`: columns, aggregates, embeds and spreads.
final class SelectParser {
    private static final List<SelectItem> ALL = List.of(new SelectItem.AllColumns());

    private final Cursor in;

    SelectParser(Cursor in) {
        this.in = in;
    }

    /// An empty text means all columns. What stands after the last item's parenthesis is nobody's
    /// business.
    List<SelectItem> parse() {
        return in.isAtEnd() ? ALL : items();
    }

    private List<SelectItem> items() {
        var items = new ArrayList<SelectItem>();
        in.skipBlanks();
        if (in.peek() == ')') {
            return items;
        }
        do {
            items.add(item());
            in.skipBlanks();
        } while (in.skip(','));
        return items;
    }

    private SelectItem item() {
        in.skipBlanks();
        var before = in.noted();
        var embed = in.peek() == '.' ? trySpread() : tryEmbed();
        if (embed != null) {
            return embed;
        }
        int start = in.at();
        if (Character.isLetterOrDigit(in.peek())) {
            in.noted(before);
        }
        in.backTo(start);
        return column();
    }

    private @Nullable SelectItem trySpread() {
        int start = in.at();
        if (in.skip("...")) {
            var name = Names.tryName(in);
            if (name != null) {
                var modifiers = modifiers();
                if (in.skip('(')) {
                    return new SelectItem.Spread(
                            name, modifiers.hint(), modifiers.join(), nested());
                }
            }
        }
        in.backTo(start);
        return null;
    }

    private @Nullable SelectItem tryEmbed() {
        int start = in.at();
        var alias = tryAlias();
        var name = Names.tryName(in);
        if (name != null && !name.equals("count")) {
            var modifiers = modifiers();
            if (in.skip('(')) {
                return new SelectItem.Embed(
                        alias, name, modifiers.hint(), modifiers.join(), nested());
            }
        }
        in.backTo(start);
        return null;
    }

    private List<SelectItem> nested() {
        in.enter();
        var items = items();
        in.require(')');
        in.leave();
        return items;
    }

    private record Modifiers(@Nullable String hint, Join join) {}

    /// At most two; of each kind the first counts.
    private Modifiers modifiers() {
        String hint = null;
        Join join = null;
        for (int i = 0; i < 2 && in.skip('!'); i++) {
            int start = in.at();
            var word = Names.tryName(in);
            if (word == null) {
                in.backTo(start - 1);
                break;
            }
            if (word.equals("left") || word.equals("inner")) {
                join = join == null ? (word.equals("left") ? Join.LEFT : Join.INNER) : join;
            } else {
                hint = hint == null ? word : hint;
            }
        }
        return new Modifiers(hint, join == null ? Join.LEFT : join);
    }

    private @Nullable String tryAlias() {
        int start = in.at();
        var alias = Names.tryName(in);
        if (alias != null && in.peek() == ':' && in.peek(1) != ':') {
            in.advance();
            return alias;
        }
        in.backTo(start);
        return null;
    }

    private SelectItem column() {
        if (in.peek() == '*') {
            in.advance();
            in.skipBlanks();
            if (!endsItem()) {
                throw in.failure();
            }
            return new SelectItem.AllColumns();
        }
        var alias = tryAlias();
        var item = in.skip("count()") ? countRows(alias) : field(alias);
        in.skipBlanks();
        if (!endsItem()) {
            throw in.failure();
        }
        return item;
    }

    private SelectItem countRows(@Nullable String alias) {
        return new SelectItem.CountRows(alias, cast());
    }

    private SelectItem field(@Nullable String alias) {
        var field = Names.field(in);
        var cast = cast();
        var function = in.skip('.') ? function() : null;
        var aggregate = function == null ? null : new Aggregate(function, cast());
        return new SelectItem.Column(alias, field, cast, aggregate);
    }

    private Function function() {
        for (var function : Function.values()) {
            if (in.skip(function.label())) {
                if (!in.skip("()")) {
                    throw in.failure();
                }
                return function;
            }
        }
        throw in.failure();
    }

    private @Nullable String cast() {
        if (!in.skip("::")) {
            return null;
        }
        var type = Names.tryPlain(in);
        if (type == null) {
            throw in.failure();
        }
        return type;
    }

    private boolean endsItem() {
        return in.expectAhead("),") || in.expectEnd();
    }
}
