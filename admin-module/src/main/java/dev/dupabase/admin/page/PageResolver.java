package dev.dupabase.admin.page;

import dev.dupabase.platform.route.ApiArea;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/// Finds the dashboard's files. An address that is none of them is a page of the dashboard, if a
/// browser asks for a page and no API has it.
final class PageResolver extends PathResourceResolver {
    private static final String START_PAGE = "index.html";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    @Override
    protected @Nullable Resource resolveResourceInternal(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        if (request == null || !METHODS.contains(request.getMethod())) {
            return null;
        }
        var file = super.resolveResourceInternal(request, path, locations, chain);
        return file == null && wantsPage(request) ? startPage(locations) : file;
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && ApiArea.of(request) == ApiArea.PAGES;
    }

    private static @Nullable Resource startPage(List<? extends Resource> locations) {
        try {
            var page = locations.getFirst().createRelative(START_PAGE);
            return page.isReadable() ? page : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
