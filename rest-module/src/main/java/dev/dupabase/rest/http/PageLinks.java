package dev.dupabase.rest.http;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.execution.Result;
import dev.dupabase.rest.request.ApiRequest.ReadRequest;
import dev.dupabase.rest.request.PageToken;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.request.UrlText;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Where the pages around one are (RFC 8288). The addresses are relative to the request's own.
final class PageLinks {
    private static final String CURSOR = "@cursor";

    /// What is longer finds no room among the headers.
    private static final int LONGEST_TOKEN = 3_000;

    private PageLinks() {}

    /// The cursor of the next page; null behind the last one and where nobody asked.
    static @Nullable String next(RestCall call, Result result) {
        if (result.next() == null
                || result.rows() == 0
                || !(call.request() instanceof ReadRequest read)) {
            return null;
        }
        var order = PageToken.order(read.schema(), read.relation(), read.query());
        var token = PageToken.of(order, result.next());
        if (token.length() > LONGEST_TOKEN) {
            throw RestError.NOT_PAGEABLE
                    .because("The values of the order are too long for a cursor")
                    .hint("Order by shorter columns.");
        }
        return token;
    }

    /// Null if there are none.
    static @Nullable String links(Exchange exchange, RestCall call, @Nullable String next) {
        if (!(call.request() instanceof ReadRequest read) || read.start() == null) {
            return null;
        }
        var links = new ArrayList<String>();
        if (next != null) {
            links.add(link(exchange, next, "next"));
        }
        if (read.start().after().isPresent()) {
            links.add(link(exchange, "", "first"));
        }
        return links.isEmpty() ? null : String.join(", ", links);
    }

    private static String link(Exchange exchange, String token, String relation) {
        var address = new StringBuilder("<?");
        for (var parameter : exchange.query().without(CURSOR).parameters()) {
            UrlText.encode(address, parameter.key());
            if (parameter.value() != null) {
                UrlText.encode(address.append('='), parameter.value());
            }
            address.append('&');
        }
        UrlText.encode(address, CURSOR);
        return address.append('=')
                .append(token)
                .append(">; rel=\"")
                .append(relation)
                .append('"')
                .toString();
    }

    static boolean areAfterFirst(RestCall call) {
        return call.request() instanceof ReadRequest read
                && read.start() != null
                && read.start().after().isPresent();
    }
}
