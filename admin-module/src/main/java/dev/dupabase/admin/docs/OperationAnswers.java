package dev.dupabase.admin.docs;

import dev.dupabase.admin.docs.Refusals.Way;
import dev.dupabase.admin.security.PublicRoutes;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Says of each operation who may call it and how it refuses: what follows from its form, and what
/// its method declares.
final class OperationAnswers {
    private static final Map<Rank, String> READERS =
            Map.of(
                    Rank.ANYONE, "Needs no account.",
                    Rank.ACCOUNT, "For whoever is signed in.",
                    Rank.ADMINISTRATOR, "For administrators of the platform.");

    /// Refusals that read the same wherever they stand alone, by their codes.
    private static final Map<String, String> SHARED =
            Map.of(
                    "malformed_request", "Malformed",
                    "unauthenticated", "Unauthenticated",
                    "csrf_failed", "CsrfFailed",
                    "body_too_large", "TooLarge",
                    "rate_limited", "TooManyRequests",
                    "database_unavailable", "Unavailable");

    private final Components components;

    OperationAnswers(Components components) {
        this.components = components;
    }

    void complete(String path, HttpMethod method, Operation operation) {
        var rank = RouteWords.rank(operation).orElseGet(() -> rankOf(path));
        RouteWords.setRank(operation, rank);
        addReaders(operation, rank);
        if (rank == Rank.ANYONE) {
            operation.setSecurity(List.of());
        }
        var declared = RouteWords.takeRefusals(operation);
        var refusals = new TreeMap<Integer, List<Way>>();
        following(path, method, operation, rank)
                .forEach(way -> refusals.computeIfAbsent(way.status(), s -> list()).add(way));
        declared.forEach(way -> refusals.computeIfAbsent(way.status(), s -> list()).add(way));
        refusals.forEach((status, ways) -> add(operation, status, ways));
    }

    private static Rank rankOf(String path) {
        if (PublicRoutes.PATHS.contains(path)) {
            return Rank.ANYONE;
        }
        return path.startsWith("/platform/admin/") ? Rank.ADMINISTRATOR : Rank.ACCOUNT;
    }

    private static void addReaders(Operation operation, Rank rank) {
        var readers =
                READERS.getOrDefault(
                        rank,
                        "Needs the role %s or higher in the organisation."
                                .formatted(rank.name().toLowerCase(Locale.ROOT)));
        var own = operation.getDescription();
        var all = own == null ? readers : own + " " + readers;
        operation.setDescription(
                RouteWords.checksPassword(operation)
                        ? all + " The caller's password is checked, a few times a minute."
                        : all);
    }

    /// The refusals that need no word of the method's own.
    private static List<Way> following(
            String path, HttpMethod method, Operation operation, Rank rank) {
        var ways = new ArrayList<Way>();
        var body = operation.getRequestBody() != null;
        if (body || operation.getParameters() != null) {
            ways.add(new Way(400, "malformed_request", "the request is malformed"));
        }
        if (body) {
            ways.add(new Way(413, "body_too_large", "the body is too large"));
        }
        if (rank != Rank.ANYONE) {
            ways.add(new Way(401, "unauthenticated", "sign in first"));
            addForbidden(method, rank, ways);
        }
        if (RouteWords.checksPassword(operation)) {
            ways.add(new Way(401, "invalid_credentials", "the password is wrong"));
        }
        if (path.startsWith("/platform/projects/{")) {
            ways.add(new Way(404, "project_not_found", "there is no such project"));
        }
        if (path.contains("{") && !path.endsWith("/projects/{id}")) {
            ways.add(new Way(404, "not_found", "there is no such thing"));
        }
        if (rank.isOfMembers() && !path.contains("{")) {
            ways.add(new Way(404, "not_found", "there is no such organisation"));
        }
        ways.add(new Way(429, "rate_limited", "rate limit exceeded"));
        ways.add(new Way(503, "database_unavailable", "the database cannot be reached"));
        return ways;
    }

    private static void addForbidden(HttpMethod method, Rank rank, List<Way> ways) {
        if (rank == Rank.ADMINISTRATOR) {
            ways.add(new Way(403, "forbidden", "only administrators may do this"));
        } else if (rank.compareTo(Rank.VIEWER) > 0) {
            ways.add(
                    new Way(
                            403,
                            "forbidden",
                            "this needs the role %s or higher"
                                    .formatted(rank.name().toLowerCase(Locale.ROOT))));
        }
        if (method != HttpMethod.GET) {
            ways.add(
                    new Way(
                            403,
                            "csrf_failed",
                            "the header X-CSRF-Token must repeat the cookie dupabase_csrf"));
        }
    }

    /// Answers that many operations share stand once in the document.
    private void add(Operation operation, int status, List<Way> ways) {
        var key = String.valueOf(status);
        if (operation.getResponses().containsKey(key)) {
            return;
        }
        var answer = Refusals.answer(ways);
        var name = ways.size() == 1 ? SHARED.get(ways.getFirst().code()) : null;
        if (name == null) {
            operation.getResponses().addApiResponse(key, answer);
        } else {
            components.addResponses(name, answer);
            operation.getResponses().addApiResponse(key, Refusals.reference(name));
        }
    }

    private static List<Way> list() {
        return new ArrayList<>();
    }
}
