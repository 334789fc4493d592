package dev.dupabase.cli.call;

import java.net.URI;
import java.util.Locale;

/// The address of a server.
///
/// @param url without a slash at its end
public record Server(String url) {
    public static final Server LOCAL = new Server("http://localhost:3000");

    /// @throws CommandFailure if it is no address of a server
    public static Server of(String text) {
        var url = text.strip().replaceAll("/+$", "");
        try {
            var address = URI.create(url);
            var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
                return new Server(url);
            }
        } catch (IllegalArgumentException e) {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static CommandFailure refusal(String text) {
        return new CommandFailure(
                ExitCode.USAGE,
                "'%s' is no address of a server, such as https://db.example.com".formatted(text));
    }

    URI address(String path) {
        return URI.create(url + path);
    }

    /// Whether what is sent there can be read on its way.
    public boolean isOpenToOthers() {
        var host = URI.create(url).getHost();
        return url.regionMatches(true, 0, "http:", 0, 5)
                && !host.equals("localhost")
                && !host.startsWith("127.")
                && !host.equals("[::1]");
    }
}
