package dev.dupabase.platform.http;

import dev.dupabase.platform.error.ErrorResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Lets filters refuse as controllers do, by throwing; and is the last line of defence against
/// faults, which must not reach the container.
@Component
@Order(FilterOrder.REFUSAL)
class RefusalFilter extends HttpFilter {
    private final transient ErrorResponses responses;

    RefusalFilter(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException fault) {
            responses.refuse(fault, request, response);
        }
    }
}
