package dev.dupabase.platform.http.status;

import java.lang.reflect.Field;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11OutputBuffer;
import org.apache.coyote.http11.Http11Processor;

/// Tomcat's processor with another output buffer, which it has no door for: hence the reflection,
/// once a connection. A Tomcat that names the field otherwise fails at start.
final class StatusLineProcessor extends Http11Processor {
    private static final Field OUTPUT = output();

    StatusLineProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
        var output = new StatusLineOutput(response, protocol.getMaxHttpResponseHeaderSize());
        try {
            var replaced = (Http11OutputBuffer) OUTPUT.get(this);
            for (var filter : replaced.getFilters()) {
                output.addFilter(filter);
            }
            OUTPUT.set(this, output);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Tomcat keeps its output buffer to itself", e);
        }
        response.setOutputBuffer(output);
    }

    /// Finds out at start, not at the first request.
    static void verify() {
        if (!Http11OutputBuffer.class.equals(OUTPUT.getType())) {
            throw new IllegalStateException("Tomcat's output buffer is a " + OUTPUT.getType());
        }
    }

    private static Field output() {
        try {
            var field = Http11Processor.class.getDeclaredField("outputBuffer");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("Tomcat's processor has no output buffer", e);
        }
    }
}
