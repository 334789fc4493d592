package dev.dupabase.auth.managed;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRows;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.users.UserSearch;
import dev.dupabase.platform.users.UserSearch.Order;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Finds users by what people know of them. All of it runs inside `asRole(AUTH, …)`.
@Repository
class UserListing {
    private static final String MATCHES =
            """
             from auth.users u
            where u.deleted_at is null
              and (:text = '' or lower(u.email) like :pattern or u.phone like :pattern
                   or lower(u.raw_user_meta_data ->> 'full_name') like :pattern
                   or lower(u.raw_user_meta_data ->> 'name') like :pattern
                   or u.id = cast(:id as uuid))
              and (:provider = '' or exists (
                   select from auth.identities i where i.user_id = u.id and i.provider = :provider))
              and case :condition
                  when 'confirmed' then u.confirmed_at is not null
                  when 'unconfirmed' then u.confirmed_at is null and not u.is_anonymous
                  when 'banned' then coalesce(u.banned_until > :now, false)
                  when 'anonymous' then u.is_anonymous
                  else true end
            """;

    private static final String COUNT = "select count(*)" + MATCHES;

    private static final String NEWEST =
            "select "
                    + UserRows.COLUMNS
                    + MATCHES
                    + " order by u.created_at desc nulls last, u.id limit :limit offset :offset";

    private static final String ORDERED =
            "select "
                    + UserRows.COLUMNS
                    + MATCHES
                    + """
                     order by
                        case when :order = 'created_at' then u.created_at end,
                        case when :order = 'last_sign_in_at' then u.last_sign_in_at end nulls last,
                        case when :order = 'last_sign_in_at desc' then u.last_sign_in_at end desc nulls last,
                        case when :order = 'email' then lower(u.email) end nulls last,
                        case when :order = 'email desc' then lower(u.email) end desc nulls last,
                        case when :order = 'phone' then u.phone end nulls last,
                        case when :order = 'phone desc' then u.phone end desc nulls last,
                        u.id
                    limit :limit offset :offset
                    """;

    private final ProjectDatabase database;
    private final Clock clock;

    UserListing(ProjectDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    long count(UserSearch search) {
        return bind(database.sql(COUNT), search).query(Long.class).single();
    }

    List<User> page(UserSearch search) {
        var statement =
                search.order() == Order.CREATED_AT && search.descending()
                        ? database.sql(NEWEST)
                        : database.sql(ORDERED).param("order", order(search));
        return bind(statement, search)
                .param("limit", search.perPage())
                .param("offset", search.offset())
                .query((row, number) -> UserRows.read(row))
                .list();
    }

    private static String order(UserSearch search) {
        var column = search.order().name().toLowerCase(Locale.ROOT);
        return search.descending() ? column + " desc" : column;
    }

    private StatementSpec bind(StatementSpec statement, UserSearch search) {
        var text = search.text().strip().toLowerCase(Locale.ROOT);
        var condition = search.condition();
        return statement
                .param("text", text)
                .param("pattern", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("id", Uuids.parse(text).orElse(null))
                .param("provider", search.provider())
                .param(
                        "condition",
                        condition == null ? "" : condition.name().toLowerCase(Locale.ROOT))
                .param("now", Columns.parameter(clock.instant()));
    }
}
