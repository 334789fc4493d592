package dev.dupabase.platform.tenant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/// A request as the API behind sees it: without the project's path prefix and without the key in
/// the query.
final class PlainRequest extends HttpServletRequestWrapper {
    private final String uri;
    private final String path;
    private final @Nullable String query;

    PlainRequest(HttpServletRequest request, String prefix) {
        super(request);
        this.uri = request.getRequestURI().substring(prefix.length());
        this.path = ProjectPath.normalised(request).substring(prefix.length());
        this.query = Credentials.withoutKey(request.getQueryString());
    }

    /// The same request where there is nothing to hide.
    static HttpServletRequest of(HttpServletRequest request, String prefix, Credentials given) {
        return prefix.isEmpty() && given.query() == null
                ? request
                : new PlainRequest(request, prefix);
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        var whole = super.getRequestURL();
        int length = whole.length() - ((HttpServletRequest) getRequest()).getRequestURI().length();
        return new StringBuffer(whole.substring(0, length)).append(uri);
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }
}
