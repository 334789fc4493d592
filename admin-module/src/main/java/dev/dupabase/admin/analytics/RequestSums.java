package dev.dupabase.admin.analytics;

import dev.dupabase.platform.usage.Latencies;
import java.time.Instant;

/// Adds requests up.
final class RequestSums {
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.95;

    private final long[] latencies = new long[Latencies.BUCKETS];
    private long requests;
    private long clientErrors;
    private long serverErrors;
    private long rows;
    private long bytesIn;
    private long bytesOut;

    void add(long more, long moreClientErrors, long moreServerErrors) {
        requests += more;
        clientErrors += moreClientErrors;
        serverErrors += moreServerErrors;
    }

    void addVolume(long moreRows, long moreIn, long moreOut) {
        rows += moreRows;
        bytesIn += moreIn;
        bytesOut += moreOut;
    }

    void addLatencies(long[] counts) {
        for (int i = 0; i < Math.min(counts.length, latencies.length); i++) {
            latencies[i] += counts[i];
        }
    }

    RequestSums add(RequestSums other) {
        add(other.requests, other.clientErrors, other.serverErrors);
        addVolume(other.rows, other.bytesIn, other.bytesOut);
        addLatencies(other.latencies);
        return this;
    }

    RequestSeries.Point at(Instant time) {
        return new RequestSeries.Point(
                time,
                requests,
                clientErrors,
                serverErrors,
                rows,
                bytesIn,
                bytesOut,
                Latencies.percentile(latencies, MEDIAN),
                Latencies.percentile(latencies, NEARLY_ALL));
    }

    RequestSeries.Totals totals() {
        return new RequestSeries.Totals(
                requests,
                clientErrors,
                serverErrors,
                rows,
                bytesIn,
                bytesOut,
                Latencies.percentile(latencies, MEDIAN),
                Latencies.percentile(latencies, NEARLY_ALL));
    }

    RequestSeries.OfClass of(String kind) {
        return new RequestSeries.OfClass(kind, requests, clientErrors, serverErrors);
    }
}
