package dev.dupabase.platform.limit;

import dev.dupabase.platform.limit.Buckets.News;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// How empty the buckets are that several instances draw from: one row each, in a table that
/// survives no crash. A row says how many permits were missing at some time; they come back at a
/// steady rate.
@Repository
class SharedLevels {
    private static final double NANOS = 1e9;

    /// Rows are locked in one order, so that no two instances wait for each other.
    private static final String ADD =
            """
            insert into platform.rate_limit_levels as l (bucket, level, per_second, updated_at)
            select decode(g.bucket, 'hex'), g.given, g.per_second, clock_timestamp()
            from jsonb_to_recordset(cast(:news as jsonb)) as g(
                bucket text, given float8, per_second float8)
            order by g.bucket
            on conflict (bucket) do update set
                level = excluded.level + greatest(0, l.level - l.per_second
                    * extract(epoch from clock_timestamp() - l.updated_at)),
                updated_at = clock_timestamp()
            returning encode(l.bucket, 'hex') as bucket, l.level
            """;

    private static final String TAKE =
            """
            insert into platform.rate_limit_levels as l (bucket, level, per_second, updated_at)
            values (:bucket, 1, :per_second, clock_timestamp())
            on conflict (bucket) do update set
                level = 1 + greatest(0, l.level - l.per_second
                    * extract(epoch from clock_timestamp() - l.updated_at)),
                updated_at = clock_timestamp()
            where 1 + greatest(0, l.level - l.per_second
                    * extract(epoch from clock_timestamp() - l.updated_at)) <= :burst
            """;

    private static final String WAIT =
            """
            select greatest(0, (1 + l.level - :burst) / l.per_second
                - extract(epoch from clock_timestamp() - l.updated_at)) as seconds
            from platform.rate_limit_levels l where bucket = :bucket
            """;

    private static final String FORGET_FULL =
            """
            delete from platform.rate_limit_levels
            where level < per_second * extract(epoch from clock_timestamp() - updated_at)
            """;

    private record Given(String bucket, double given, double per_second) {}

    private final JdbcClient database;
    private final JsonMapper json;

    SharedLevels(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /// Adds what this instance has given out.
    ///
    /// @return how many permits are missing from each of the buckets, whoever gave them
    Map<Buckets.Bucket, Double> add(List<News> news) {
        var byName = new HashMap<String, Buckets.Bucket>();
        var given =
                news.stream()
                        .map(one -> {
                            var key = one.bucket().key();
                            var name = HexFormat.of().formatHex(key.hash());
                            byName.put(name, one.bucket());
                            return new Given(name, one.given(), perSecond(key.limit()));
                        })
                        .toList();
        var levels = new HashMap<Buckets.Bucket, Double>();
        database.sql(ADD)
                .param("news", json.writeValueAsString(given))
                .query((row, number) -> Map.entry(row.getString("bucket"), row.getDouble("level")))
                .list()
                .forEach(row -> {
                    var bucket = byName.get(row.getKey());
                    if (bucket != null) {
                        levels.put(bucket, row.getValue());
                    }
                });
        return levels;
    }

    /// Takes a permit, or says how long until there is one.
    Duration take(BucketKey key) {
        int taken =
                database.sql(TAKE)
                        .param("bucket", key.hash())
                        .param("per_second", perSecond(key.limit()))
                        .param("burst", key.limit().burst())
                        .update();
        if (taken > 0) {
            return Duration.ZERO;
        }
        double seconds =
                database.sql(WAIT)
                        .param("bucket", key.hash())
                        .param("burst", key.limit().burst())
                        .query(Double.class)
                        .optional()
                        .orElse(0.0);
        return Duration.ofNanos(Math.max(1, (long) (seconds * NANOS)));
    }

    /// Forgets buckets that are full again.
    void prune() {
        database.sql(FORGET_FULL).update();
    }

    private static double perSecond(RateLimit limit) {
        return limit.permits() * NANOS / limit.period().toNanos();
    }
}
