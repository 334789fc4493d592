package dev.dupabase.auth.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which addresses a user may be sent back to (contracts/auth.md §1.2). What is not allowed is
/// replaced by the site's address without a word.
public final class RedirectTargets {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final Pattern HOST_NAME =
            Pattern.compile("^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?$");
    private static final Pattern DECIMAL = Pattern.compile("\\d+");
    private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");

    /// The client library adds it to whatever address it is given.
    private static final Pattern FLOW_ID = Pattern.compile("([?&])sb_flow_id=[^&]*(&|$)");

    private final String siteUrl;
    private final List<Rule> allowed;

    public RedirectTargets(String siteUrl, List<String> allowList) {
        this.siteUrl = siteUrl;
        this.allowed = allowList.stream().map(Rule::of).toList();
    }

    /// A pattern for the whole address and, so that `**` in a host name cannot reach over into a
    /// path, the part of it that names the host.
    private record Rule(Glob whole, Optional<Glob> host) {
        static Rule of(String pattern) {
            int from = pattern.indexOf("://");
            if (from < 0) {
                return new Rule(Glob.compile(pattern), Optional.empty());
            }
            int to = pattern.indexOf('/', from + 3);
            var host = pattern.substring(from + 3, to < 0 ? pattern.length() : to);
            return new Rule(
                    Glob.compile(pattern),
                    host.contains("{") ? Optional.empty() : Optional.of(Glob.compile(host)));
        }

        boolean matches(String text, URI uri) {
            var authority = uri.getRawAuthority();
            return whole.matches(text)
                    && (authority == null || host.isEmpty() || host.get().matches(authority));
        }
    }

    static RedirectTargets of(AuthRequest request) {
        return new RedirectTargets(request.siteUrl(), request.settings().site().allowList());
    }

    /// The first candidate that is there, if it is allowed; else the site's address.
    @SafeVarargs
    public final String firstAllowed(Optional<String>... candidates) {
        for (var candidate : candidates) {
            if (candidate.isPresent()) {
                return candidate.filter(this::isAllowed).orElse(siteUrl);
            }
        }
        return siteUrl;
    }

    public boolean isAllowed(String target) {
        return parse(target).filter(uri -> isSite(uri) || isListed(target, uri)).isPresent();
    }

    private boolean isSite(URI uri) {
        var site = parse(siteUrl);
        return site.isPresent()
                && uri.getHost() != null
                && uri.getScheme().equalsIgnoreCase(site.get().getScheme())
                && sameAuthority(uri, site.get());
    }

    private static boolean sameAuthority(URI uri, URI site) {
        var host = bareHost(uri);
        var siteHost = bareHost(site);
        if (LOOPBACK.contains(host) && LOOPBACK.contains(siteHost)) {
            return true;
        }
        return host.equalsIgnoreCase(siteHost) && port(uri) == port(site);
    }

    private boolean isListed(String target, URI uri) {
        if (!hasSafeHost(uri)) {
            return false;
        }
        var fragment = target.indexOf('#');
        var text = withoutFlowId(fragment < 0 ? target : target.substring(0, fragment));
        return allowed.stream().anyMatch(rule -> rule.matches(text, uri));
    }

    private static String withoutFlowId(String url) {
        var match = FLOW_ID.matcher(url);
        if (!match.find()) {
            return url;
        }
        var joint = match.group(2).isEmpty() ? "" : match.group(1);
        return url.substring(0, match.start()) + joint + url.substring(match.end());
    }

    /// Numbers and addresses can be spelled so that a glob sees something else than a browser.
    private static boolean hasSafeHost(URI uri) {
        var web =
                "http".equalsIgnoreCase(uri.getScheme())
                        || "https".equalsIgnoreCase(uri.getScheme());
        var host = bareHost(uri);
        if (host.isEmpty()) {
            return !web;
        }
        if (DECIMAL.matcher(host).matches()) {
            return false;
        }
        if (host.contains(":") || IPV4.matcher(host).matches()) {
            return LOOPBACK.contains(host) || host.startsWith("127.");
        }
        return !web || HOST_NAME.matcher(host).matches();
    }

    private static Optional<URI> parse(String text) {
        try {
            var uri = new URI(text);
            return uri.getScheme() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String bareHost(URI uri) {
        var host = uri.getHost();
        if (host == null) {
            host = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        }
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }
}
