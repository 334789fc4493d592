package dev.dupabase.rest.http;

import dev.dupabase.rest.request.parse.Address;
import dev.dupabase.rest.request.query.QueryString;
import dev.dupabase.rest.settings.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/// One request and its response, with what the stages in between want to know of it.
record Exchange(
        HttpServletRequest request,
        HttpServletResponse response,
        RestSettings settings,
        Address address,
        QueryString query,
        Timings timings) {
    /// Whether it is `GET` or `HEAD`.
    boolean isRead() {
        return isHead() || address.method().equals("GET");
    }

    boolean isHead() {
        return address.method().equals("HEAD");
    }
}
