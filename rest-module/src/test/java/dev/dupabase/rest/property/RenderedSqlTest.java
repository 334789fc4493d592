package dev.dupabase.rest.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.catalogue.LoadedSchema;
import dev.dupabase.rest.plan.Delivery;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.PlanRules;
import dev.dupabase.rest.plan.Planner;
import dev.dupabase.rest.property.SqlLexer.Kind;
import dev.dupabase.rest.query.LongRenderer;
import dev.dupabase.rest.query.SqlRenderer;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.SchemaScope;
import dev.dupabase.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is asked of a schema full of hostile names: the SQL holds no name without quotes and no
/// value at all, and PostgreSQL understands it.
class RenderedSqlTest {
    private static final int SHAPES_PER_SEED = 60;
    private static final String SCHEMA = "we\"ird; schema";

    /// What PostgreSQL may object to in what was asked: names that are not there or not unique,
    /// operators and casts that types lack, grouping, a computed relationship as a column. Never a
    /// word on syntax, a missing table or a fault of its own.
    private static final Pattern OBJECTION =
            Pattern.compile(
                    "42703|42702|42712|42883|42804|42803|42846|42704|42725|42P10|42809|0A000|22...");

    private static final Set<String> WORDS = Set.of(Words.ALL.strip().split("\\s+"));

    private static final LongRenderer.Bounds BOUNDS = new LongRenderer.Bounds(100, 10_000);

    private static Connection connection;
    private static SchemaCache cache;

    @BeforeAll
    static void connect() throws SQLException {
        var url = TestPostgres.newDatabase();
        TestPostgres.execute(url, NastyNames.schema(SCHEMA));
        connection = TestPostgres.connect(url);
        cache = LoadedSchema.of(connection, new SchemaScope(List.of(SCHEMA), List.of("public")));
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path to " + NastyNames.quoted(SCHEMA) + ", public");
        }
        connection.commit();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_name_goes_unquoted_and_no_value_becomes_sql(long seed) {
        var shapes = new RandomShapes(new Random(seed), cache);
        for (int i = 0; i < SHAPES_PER_SEED; i++) {
            var shape = shapes.next();
            render(shape).forEach(sql -> isSafe(sql, shape));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void postgresql_understands_what_was_rendered(long seed) throws SQLException {
        var shapes = new RandomShapes(new Random(seed), cache);
        int rendered = 0;
        int understood = 0;
        for (int i = 0; i < SHAPES_PER_SEED; i++) {
            var shape = shapes.next();
            for (var sql : render(shape)) {
                rendered++;
                understood += isUnderstood(sql, shape) ? 1 : 0;
            }
        }
        assertThat(rendered).as("shapes that could be planned").isGreaterThan(SHAPES_PER_SEED / 3);
        assertThat(understood).as("statements without an objection").isGreaterThan(rendered / 15);
    }

    /// All forms that the statement may take; none if the request is refused.
    private static List<Sql> render(ApiRequest shape) {
        try {
            var plan = new Planner(cache, new PlanRules(1000L, true, true, true)).plan(shape);
            return forms(plan, plan.delivery());
        } catch (ApiException refusal) {
            assertThat(refusal.code().status().value()).as("%s", shape).isBetween(300, 499);
            return List.of();
        }
    }

    private static List<Sql> forms(Plan plan, Delivery delivery) {
        if (delivery == null) {
            return List.of();
        }
        var rendered = SqlRenderer.render(plan);
        var forms = new ArrayList<>(rendered.before());
        forms.add(rendered.statement());
        if (rendered.countEstimate() != null) {
            forms.add(rendered.countEstimate());
        }
        if (maySeveralRowsComeOut(plan)
                && !(delivery.media() instanceof MediaType.Plan)
                && LongRenderer.isDivisible(delivery.producer())) {
            forms.add(LongRenderer.bounded(plan, delivery.producer(), BOUNDS));
            forms.add(LongRenderer.rows(plan, delivery.producer(), BOUNDS));
        }
        return forms;
    }

    private static boolean maySeveralRowsComeOut(Plan plan) {
        return switch (plan) {
            case Plan.Read read -> read.rows().keyset() == null;
            case Plan.Call call -> !call.routine().returns().single();
            case Plan.Write write -> false;
        };
    }

    private static void isSafe(Sql sql, ApiRequest shape) {
        int parameters = 0;
        for (var token : SqlLexer.tokens(sql.text())) {
            switch (token.kind()) {
                case WORD -> assertThat(WORDS).as("%s: %s", shape, sql).contains(token.text());
                case TEXT ->
                        assertThat(Words.TEXTS.contains(token.text()) || isColumn(token.text()))
                                .as("text '%s' in %s", token.text(), sql)
                                .isTrue();
                case PARAMETER -> parameters++;
                case NAME, NUMBER, SYMBOL -> {
                    // can do no harm
                }
                case STRANGE -> throw new AssertionError("'" + token.text() + "' in " + sql);
            }
        }
        assertThat(sql.text()).doesNotContain(RandomQueries.MARK);
        assertThat(parameters).isEqualTo(sql.parameters().size());
        assertThat(SqlLexer.tokens(sql.text())).noneMatch(t -> t.kind() == Kind.STRANGE);
    }

    private static boolean isColumn(String name) {
        return cache.tables().values().stream().anyMatch(table -> table.column(name) != null);
    }

    /// All values are null, which every type takes.
    private static boolean isUnderstood(Sql sql, ApiRequest shape) throws SQLException {
        var text = sql.text().startsWith("explain") ? sql.text() : "explain " + sql.text();
        try (var statement = connection.prepareStatement(text)) {
            for (int i = 1; i <= sql.parameters().size(); i++) {
                statement.setNull(i, Types.NULL);
            }
            statement.execute();
            return true;
        } catch (SQLException objection) {
            assertThat(objection.getSQLState())
                    .as("%s%n%s%n%s", objection.getMessage(), shape, sql)
                    .matches(OBJECTION);
            return false;
        } finally {
            connection.rollback();
        }
    }
}
