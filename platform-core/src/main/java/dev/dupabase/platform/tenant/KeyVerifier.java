package dev.dupabase.platform.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Claims;
import dev.dupabase.platform.token.TokenRefusal;
import dev.dupabase.platform.token.TokenVerifier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells which project and role an API key stands for (contracts/platform.md §16.3). A legacy key
/// that was verified is known again by its text until it expires or its project changes.
@Component
class KeyVerifier {
    private static final String PUBLISHABLE = "sb_publishable_";
    private static final String SECRET = "sb_secret_";
    private static final int LONGEST = 4096;
    private static final int KNOWN = 10_000;

    private static final ApiKey LEGACY_ANON = new ApiKey(ApiKey.ANON, false);
    private static final ApiKey LEGACY_SERVICE = new ApiKey(ApiKey.SERVICE_ROLE, false);
    private static final ApiKey OPAQUE_ANON = new ApiKey(ApiKey.ANON, true);
    private static final ApiKey OPAQUE_SERVICE = new ApiKey(ApiKey.SERVICE_ROLE, true);

    /// A key that is good.
    record Verified(Project project, ApiKey key) {}

    /// @param expires in seconds since 1970
    private record Known(ProjectRef ref, long revision, ApiKey key, long expires) {}

    private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(KNOWN).build();
    private final ProjectDirectory directory;
    private final TokenVerifier tokens;
    private final Clock clock;

    KeyVerifier(ProjectDirectory directory, TokenVerifier tokens, Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.clock = clock;
    }

    static boolean isOpaque(String key) {
        return key.startsWith(SECRET) || key.startsWith(PUBLISHABLE);
    }

    /// @param named the project that the request names otherwise; null if it does not
    /// @throws ApiException 401 if the key is not good or belongs to another project than the named
    ///   one, 404 if it names none that exists
    Verified verify(String key, @Nullable Project named) {
        if (key.length() > LONGEST) {
            throw invalid();
        }
        return isOpaque(key) ? opaque(key, named) : legacy(key, named);
    }

    /// Whether a bearer token looks like a legacy key, and which project it then names.
    ///
    /// @return the project, if the token is a key by its claims; nothing is verified
    Optional<Project> peek(String token) {
        try {
            var claims = tokens.peek(token);
            return isKey(claims) ? project(claims) : Optional.empty();
        } catch (TokenRefusal e) {
            return Optional.empty();
        }
    }

    private Verified opaque(String key, @Nullable Project named) {
        var holder = directory.findByOpaqueKey(key).orElseThrow(KeyVerifier::invalid);
        var project = directory.find(holder.ref()).orElseThrow(KeyVerifier::invalid);
        return new Verified(
                same(project, named),
                ApiKey.SERVICE_ROLE.equals(holder.role()) ? OPAQUE_SERVICE : OPAQUE_ANON);
    }

    private Verified legacy(String token, @Nullable Project named) {
        var before = known.getIfPresent(token);
        if (before != null) {
            var project = directory.find(before.ref()).orElse(null);
            if (project != null
                    && project.revision() == before.revision()
                    && clock.millis() / 1000 < before.expires()) {
                return new Verified(same(project, named), before.key());
            }
            known.invalidate(token);
        }
        return verifyLegacy(token, named);
    }

    private Verified verifyLegacy(String token, @Nullable Project named) {
        try {
            var claims = tokens.peek(token);
            if (claims.text("project_id").isEmpty() && claims.text("ref").isEmpty()) {
                throw invalid();
            }
            var project = named(claims, named);
            var key = role(tokens.verify(secrets(project), token));
            long expires = expires(claims);
            if (clock.millis() / 1000 >= expires) {
                throw new ApiException(CommonError.UNAUTHENTICATED, "The API key has expired");
            }
            // A key of a former secret ends with the secret, so it is not remembered.
            if (isSignedNow(project, token)) {
                known.put(token, new Known(project.ref(), project.revision(), key, expires));
            }
            return new Verified(project, key);
        } catch (TokenRefusal e) {
            throw invalid();
        }
    }

    private Project named(Claims claims, @Nullable Project named) {
        var project = project(claims);
        if (project.isEmpty() && named == null) {
            throw new ApiException(CommonError.PROJECT_NOT_FOUND, "There is no such project");
        }
        return same(project.orElseThrow(KeyVerifier::mismatch), named);
    }

    private Optional<Project> project(Claims claims) {
        var id = claims.text("project_id");
        var ref = claims.text("ref").filter(ProjectRef::isValid).map(ProjectRef::new);
        if (id.isEmpty()) {
            return ref.flatMap(directory::find);
        }
        return uuid(id.get())
                .flatMap(directory::find)
                .filter(project -> ref.isEmpty() || ref.get().equals(project.ref()));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<Secret> secrets(Project project) {
        var secrets = directory.secrets(project.ref());
        var all = new ArrayList<Secret>();
        all.add(secrets.jwtSecret());
        all.addAll(secrets.formerJwtSecrets());
        return all;
    }

    private boolean isSignedNow(Project project, String token) throws TokenRefusal {
        var secrets = directory.secrets(project.ref());
        if (secrets.formerJwtSecrets().isEmpty()) {
            return true;
        }
        try {
            tokens.verify(List.of(secrets.jwtSecret()), token);
            return true;
        } catch (TokenRefusal e) {
            return false;
        }
    }

    private static ApiKey role(Claims claims) {
        return switch (claims.text("role").orElse(ApiKey.ANON)) {
            case ApiKey.ANON -> LEGACY_ANON;
            case ApiKey.SERVICE_ROLE -> LEGACY_SERVICE;
            default -> throw invalid();
        };
    }

    private static long expires(Claims claims) {
        if (!claims.values().containsKey("exp")) {
            return Long.MAX_VALUE;
        }
        return claims.number("exp").orElseThrow(KeyVerifier::invalid);
    }

    /// A user's token may name a project too; a key has no subject.
    private static boolean isKey(Claims claims) {
        return claims.text("sub").isEmpty()
                && (claims.text("project_id").isPresent() || claims.text("ref").isPresent());
    }

    static Project same(Project project, @Nullable Project named) {
        if (named != null && !named.ref().equals(project.ref())) {
            throw mismatch();
        }
        return project;
    }

    static ApiException mismatch() {
        return new ApiException(
                CommonError.PROJECT_MISMATCH, "The request names two different projects");
    }

    static ApiException invalid() {
        return new ApiException(CommonError.UNAUTHENTICATED, "Invalid API key");
    }
}
