package dev.dupabase.platform.http;

import dev.dupabase.platform.route.ApiArea;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Bounds what a client may send (contracts/platform.md §4.6): at once if it says how much that
/// will be, else while it is read.
@Component
@Order(FilterOrder.BODY_LIMIT)
class BodyLimitFilter extends HttpFilter {
    private final long json;
    private final long rest;

    private final List<BodyAllowance> allowances;

    BodyLimitFilter(HttpProperties properties, ObjectProvider<BodyAllowance> allowances) {
        // the most special first
        this.allowances =
                allowances.stream()
                        .sorted(
                                Comparator.comparingInt(
                                        (BodyAllowance allowance) -> -allowance.pathEnd().length()))
                        .toList();
        this.json = properties.jsonBodyLimit().toBytes();
        this.rest = properties.restBodyLimit().toBytes();
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var area = ApiArea.of(request);
        if (area == ApiArea.STORAGE) {
            chain.doFilter(request, response);
            return;
        }
        long limit = area == ApiArea.REST ? rest : allowed(request);
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw LimitedBody.tooLarge(limit);
        }
        chain.doFilter(
                announced < 0 && mayHaveBody(request) ? new LimitedBody(request, limit) : request,
                response);
    }

    private long allowed(HttpServletRequest request) {
        return allowances.stream()
                .filter(allowance -> request.getRequestURI().endsWith(allowance.pathEnd()))
                .mapToLong(BodyAllowance::bytes)
                .findFirst()
                .orElse(json);
    }

    private static boolean mayHaveBody(HttpServletRequest request) {
        return !"GET".equals(request.getMethod()) || request.getHeader("Transfer-Encoding") != null;
    }
}
