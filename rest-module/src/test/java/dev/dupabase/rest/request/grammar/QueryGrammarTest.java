package dev.dupabase.rest.request.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.request.Addressed;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Condition.Operator;
import dev.dupabase.rest.request.Condition.Quantifier;
import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.JsonStep;
import dev.dupabase.rest.request.JsonStep.Arrow;
import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.SelectItem.Aggregate;
import dev.dupabase.rest.request.SelectItem.Function;
import dev.dupabase.rest.request.SelectItem.Join;
import dev.dupabase.rest.request.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryGrammarTest {
    private final Values values = new Values();

    @Test
    void a_select_list_keeps_the_order_and_the_parts_of_its_items() {
        var items =
                QueryGrammar.select(
                        "*, id,name: first name ,a:b::text,\"a.dotted\",data->0->>\"x y\"::int4");

        assertThat(items)
                .containsExactly(
                        new SelectItem.AllColumns(),
                        column(null, Field.column("id"), null),
                        column("name", Field.column("first name"), null),
                        column("a", Field.column("b"), "text"),
                        column(null, Field.column("a.dotted"), null),
                        column(
                                null,
                                new Field(
                                        "data",
                                        List.of(
                                                new JsonStep.Index(Arrow.JSON, "0"),
                                                new JsonStep.Key(Arrow.TEXT, "x y"))),
                                "int4"));
    }

    @Test
    void embeds_have_aliases_hints_and_joins_in_any_order() {
        assertThat(QueryGrammar.select("c:clients!fk!inner(id),...p!inner!x(),count,t(count)"))
                .containsExactly(
                        new SelectItem.Embed(
                                "c",
                                "clients",
                                "fk",
                                Join.INNER,
                                List.of(column(null, Field.column("id"), null))),
                        new SelectItem.Spread("p", "x", Join.INNER, List.of()),
                        column(null, Field.column("count"), null),
                        new SelectItem.Embed(
                                null,
                                "t",
                                null,
                                Join.LEFT,
                                List.of(column(null, Field.column("count"), null))));
    }

    @Test
    void aggregates_cast_before_and_after() {
        assertThat(QueryGrammar.select("n:count()::text,j->>k::numeric.sum()::int,amount.avg()"))
                .containsExactly(
                        new SelectItem.CountRows("n", "text"),
                        new SelectItem.Column(
                                null,
                                new Field("j", List.of(new JsonStep.Key(Arrow.TEXT, "k"))),
                                "numeric",
                                new Aggregate(Function.SUM, "int")),
                        new SelectItem.Column(
                                null,
                                Field.column("amount"),
                                null,
                                new Aggregate(Function.AVG, null)));
    }

    @Test
    void an_empty_select_means_all_columns() {
        assertThat(QueryGrammar.select("")).containsExactly(new SelectItem.AllColumns());
    }

    @Test
    void a_filter_names_its_node_and_keeps_its_value_verbatim() {
        assertThat(QueryGrammar.filter("roles.actors.name", "not.eq.\"a\",b)", values))
                .isEqualTo(
                        new Addressed<>(
                                List.of("roles", "actors"),
                                new Condition.Not(
                                        new Condition.Compare(
                                                Field.column("name"),
                                                Operator.EQ,
                                                null,
                                                new Slot(0)))));
        assertThat(values.toList()).containsExactly("\"a\",b)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "in.(1,2)~{\"1\",\"2\"}",
                "in.( 1, 2 )~{\"1\",\" 2\"}",
                "in.()~{}",
                "in.(   )~{}",
                "in.(\"\")~{}",
                "in.(\"a,b\",\"c\\\"d\")~{\"a,b\",\"c\\\"d\"}",
                "in.(Double\"Quote)~{\"Double\\\"Quote\"}",
                "in.(\")~{\"\\\"\"}",
                "in.(a\\b)~{\"a\\\\b\"}",
                "in.(a)ignored~{\"a\"}",
            })
    void a_list_becomes_one_array_literal(String filter, String literal) {
        QueryGrammar.filter("id", filter, values);

        assertThat(values.toList()).containsExactly(literal);
    }

    @Test
    void stars_of_like_become_percents() {
        QueryGrammar.filter("a", "like.*x%\\*", values);
        QueryGrammar.filter("a", "ilike(any).{a*,*b}", values);
        QueryGrammar.filter("a", "match.a*", values);

        assertThat(values.toList()).containsExactly("%x%\\%", "{a%,%b}", "a*");
    }

    @Test
    void is_takes_keywords_in_any_case() {
        assertThat(QueryGrammar.filter("a", "is.Not_Null", values).item())
                .isEqualTo(new Condition.Is(Field.column("a"), Condition.Truth.NOT_NULL));
        assertThat(QueryGrammar.filter("a", "is.nullx", values).item())
                .isEqualTo(new Condition.Is(Field.column("a"), Condition.Truth.NULL));
    }

    @Test
    void a_search_may_name_its_language() {
        assertThat(QueryGrammar.filter("a", "plfts(french).rat", values).item())
                .isEqualTo(
                        new Condition.TextSearch(
                                Field.column("a"),
                                Condition.SearchParser.PLFTS,
                                "french",
                                new Slot(0)));
    }

    @Test
    void a_tree_nests_and_quotes() {
        var tree =
                QueryGrammar.tree(
                        "roles.not.or",
                        "( a.eq.\"x,y\", and(b.cs.{1,2},not.or(or_x.gt.5)), c.eq(any).{3,4} )",
                        values);

        assertThat(tree.path()).containsExactly("roles");
        assertThat(tree.item())
                .isEqualTo(
                        new Condition.Not(
                                new Condition.Or(
                                        List.of(
                                                compare("a", Operator.EQ, 0),
                                                new Condition.And(
                                                        List.of(
                                                                compare("b", Operator.CS, 1),
                                                                new Condition.Not(
                                                                        new Condition.Or(
                                                                                List.of(
                                                                                        compare(
                                                                                                "or_x",
                                                                                                Operator
                                                                                                        .GT,
                                                                                                2)))))),
                                                new Condition.Compare(
                                                        Field.column("c"),
                                                        Operator.EQ,
                                                        Quantifier.ANY,
                                                        new Slot(3))))));
        assertThat(values.toList()).containsExactly("x,y", "{1,2}", "5", "{3,4}");
    }

    @Test
    void order_terms_may_belong_to_an_embed() {
        assertThat(QueryGrammar.order("a.desc.nullslast, rel(b->>c).asc,d.nullsfirst"))
                .containsExactly(
                        new OrderTerm(
                                null,
                                Field.column("a"),
                                OrderTerm.Direction.DESC,
                                OrderTerm.Nulls.LAST),
                        new OrderTerm(
                                "rel",
                                new Field("b", List.of(new JsonStep.Key(Arrow.TEXT, "c"))),
                                OrderTerm.Direction.ASC,
                                null),
                        new OrderTerm(null, Field.column("d"), null, OrderTerm.Nulls.FIRST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "0~1~unexpected \"0\" expecting \"not\" or operator (eq, gt, ...)",
                "eq~3~unexpected end of input expecting operator (eq, gt, ...)",
                "in.fo~4~unexpected \"f\" expecting \"(\"",
                "not.not.eq.1~5~unexpected \"n\" expecting operator (eq, gt, ...)",
                "is.5~4~unexpected \"5\" expecting isVal: (null, not_null, true, false, unknown)",
            })
    void a_bad_filter_is_refused_with_its_place(String filter, int column, String details) {
        var refusal = refusal(() -> QueryGrammar.filter("id", filter, values));

        assertThat(refusal.explanation())
                .isEqualTo(
                        "\"failed to parse filter (%s)\" (line 1, column %d)"
                                .formatted(filter, column));
        assertThat(refusal.details()).isEqualTo(details);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "id.asc.nullslasttt~17~unexpected 't' expecting \",\" or end of input",
                "id.ac~4~unexpected \"c\" expecting \"asc\", \"desc\", \"nullsfirst\" or \"nullslast\"",
                "id.descc~8~unexpected 'c' expecting delimiter (.), \",\" or end of input",
                "id.asc.nlsfst~8~unexpected \"l\" expecting \"nullsfirst\" or \"nullslast\"",
            })
    void a_bad_order_is_refused_with_its_place(String order, int column, String details) {
        var refusal = refusal(() -> QueryGrammar.order(order));

        assertThat(refusal.explanation())
                .isEqualTo(
                        "\"failed to parse order (%s)\" (line 1, column %d)"
                                .formatted(order, column));
        assertThat(refusal.details()).isEqualTo(details);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "or~()~4~unexpected \")\" expecting field name (* or [a..z0..9_$]), negation operator (not) or logic operator (and, or)",
                "or~)(~3~unexpected \")\" expecting \"(\"",
                "and~(ord(id.eq.1,id.eq.1),id.eq.2)~7~unexpected \"d\" expecting \"(\"",
                "or~(id.eq.1,not.xor(id.eq.2,id.eq.3))~16~unexpected \"x\" expecting logic operator (and, or)",
                "or~(id.in.1,2,id.eq.3)~10~unexpected \"1\" expecting \"(\"",
            })
    void a_bad_tree_is_refused_with_its_place(String key, String tree, int column, String details) {
        var refusal = refusal(() -> QueryGrammar.tree(key, tree, values));

        assertThat(refusal.explanation())
                .isEqualTo(
                        "\"failed to parse logic tree (%s)\" (line 1, column %d)"
                                .formatted(tree, column));
        assertThat(refusal.details()).isEqualTo(details);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "data->>--34~9~unexpected \"-\" expecting digit",
                "data->(x~7~unexpected \"(\" expecting \"-\", digit or any non reserved character different from: .,>()",
                "data->>-78xy~11~unexpected 'x' expecting digit, \"->\", \"::\", \".\", \",\" or end of input",
            })
    void a_bad_select_is_refused_with_its_place(String select, int column, String details) {
        var refusal = refusal(() -> QueryGrammar.select(select));

        assertThat(refusal.explanation())
                .isEqualTo(
                        "\"failed to parse select parameter (%s)\" (line 1, column %d)"
                                .formatted(select, column));
        assertThat(refusal.details()).isEqualTo(details);
    }

    @Test
    void empty_columns_are_refused() {
        var refusal = refusal(() -> QueryGrammar.columns(""));

        assertThat(refusal.explanation())
                .isEqualTo("\"failed to parse columns parameter ()\" (line 1, column 1)");
        assertThat(refusal.details())
                .isEqualTo("unexpected end of input expecting field name (* or [a..z0..9_$])");
    }

    private static ApiException refusal(Runnable parse) {
        var refusal = catchThrowableOfType(ApiException.class, parse::run);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code().code()).isEqualTo("PGRST100");
        return refusal;
    }

    private static SelectItem column(String alias, Field field, String cast) {
        return new SelectItem.Column(alias, field, cast, null);
    }

    private static Condition compare(String column, Operator operator, int slot) {
        return new Condition.Compare(Field.column(column), operator, null, new Slot(slot));
    }
}
