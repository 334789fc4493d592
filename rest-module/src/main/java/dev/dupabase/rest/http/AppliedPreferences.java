package dev.dupabase.rest.http;

import dev.dupabase.rest.execution.Result;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.ApiRequest.CallRequest;
import dev.dupabase.rest.request.ApiRequest.DeleteRequest;
import dev.dupabase.rest.request.ApiRequest.DescribeRequest;
import dev.dupabase.rest.request.ApiRequest.InsertRequest;
import dev.dupabase.rest.request.ApiRequest.UpdateRequest;
import dev.dupabase.rest.request.ApiRequest.UpsertRequest;
import dev.dupabase.rest.request.Preferences;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.settings.RestSettings;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What `Preference-Applied` echoes (contracts/rest.md §3.3).
final class AppliedPreferences {
    private AppliedPreferences() {}

    /// Empty if nothing was applied.
    static String of(RestCall call, Result result, RestSettings settings) {
        var preferences = call.preferences();
        var request = call.request();
        if (preferences.equals(Preferences.NONE) || request instanceof DescribeRequest) {
            return "";
        }
        var applied = new StringJoiner(", ");
        boolean insert = request instanceof InsertRequest;
        boolean byKey = request instanceof UpdateRequest update && update.byKey() != null;
        if ((insert && result.conflictTarget()) || byKey) {
            add(applied, "resolution", preferences.resolution());
        }
        if (insert || request instanceof UpdateRequest) {
            add(applied, "missing", preferences.missing());
        }
        if (isWrite(request)) {
            add(applied, "return", preferences.returning());
        }
        add(applied, "count", preferences.count());
        if (settings.database().transactionEnd().allowsOverride()) {
            add(applied, "tx", preferences.transactionEnd());
        }
        add(applied, "handling", preferences.handling());
        if (preferences.timezone() != null) {
            applied.add("timezone=" + preferences.timezone());
        }
        if (preferences.maxAffected() != null && preferences.isStrict() && isBounded(request)) {
            applied.add("max-affected=" + preferences.maxAffected());
        }
        preferences.honoured().forEach(applied::add);
        return applied.toString();
    }

    private static boolean isWrite(ApiRequest request) {
        return request instanceof InsertRequest
                || request instanceof UpdateRequest
                || request instanceof UpsertRequest
                || request instanceof DeleteRequest;
    }

    private static boolean isBounded(ApiRequest request) {
        return request instanceof UpdateRequest
                || request instanceof DeleteRequest
                || request instanceof CallRequest;
    }

    private static void add(StringJoiner applied, String kind, @Nullable Enum<?> value) {
        if (value != null) {
            applied.add(kind + "=" + value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
