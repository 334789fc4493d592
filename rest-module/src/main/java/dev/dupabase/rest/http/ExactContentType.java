package dev.dupabase.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/// A response whose `Content-Type` goes out letter by letter. Tomcat parses that header and writes
/// it anew without the blank before `charset`, but clients of PostgREST compare the whole text.
final class ExactContentType extends HttpServletResponseWrapper {
    private static final String ATTRIBUTE = ExactContentType.class.getName();
    private static final String NAME = "Content-Type";

    private final MimeHeaders headers;
    private @Nullable String type;

    private ExactContentType(HttpServletResponse response, MimeHeaders headers) {
        super(response);
        this.headers = headers;
    }

    /// The response itself where the request did not come through the [Valve].
    static HttpServletResponse of(HttpServletRequest request, HttpServletResponse response) {
        return request.getAttribute(ATTRIBUTE) instanceof MimeHeaders headers
                ? new ExactContentType(response, headers)
                : response;
    }

    @Override
    public void setContentType(@Nullable String text) {
        type = text;
        headers.removeHeader(NAME);
        if (text != null) {
            headers.addValue(NAME).setString(text);
        }
    }

    @Override
    public @Nullable String getContentType() {
        return type;
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase(NAME)) {
            setContentType(value);
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase(NAME)) {
            setContentType(value);
        } else {
            super.addHeader(name, value);
        }
    }

    /// Hands the headers of the container's own response on to the filter.
    static final class Valve extends ValveBase {
        Valve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, jakarta.servlet.ServletException {
            request.setAttribute(ATTRIBUTE, response.getCoyoteResponse().getMimeHeaders());
            getNext().invoke(request, response);
        }
    }
}
