package dev.dupabase.auth.provider;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Administrator;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Administrators' door to a project's own providers (contracts/auth.md §1.20).
@RestController
class CustomProviderController {
    private static final String PATH = "/auth/v1/admin/custom-providers";
    private static final String ONE = PATH + "/{identifier}";

    private final CustomProviderAdmin providers;

    CustomProviderController(CustomProviderAdmin providers) {
        this.providers = providers;
    }

    @GetMapping(PATH)
    Map<String, List<CustomProviderBody>> list(AuthRequest request, Administrator admin) {
        requireOn(request);
        var type = request.query().first("type").orElse("");
        return Map.of(
                "providers", providers.list(type).stream().map(CustomProviderBody::of).toList());
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    CustomProviderBody create(
            AuthRequest request, Administrator admin, @JsonBody CustomProviderForm form) {
        requireOn(request);
        return CustomProviderBody.of(providers.create(request, admin, form));
    }

    @GetMapping(ONE)
    CustomProviderBody get(
            AuthRequest request, Administrator admin, @PathVariable String identifier) {
        requireOn(request);
        return CustomProviderBody.of(providers.get(identifier));
    }

    @PutMapping(ONE)
    CustomProviderBody update(
            AuthRequest request,
            Administrator admin,
            @PathVariable String identifier,
            @JsonBody CustomProviderForm form) {
        requireOn(request);
        return CustomProviderBody.of(providers.update(request, admin, identifier, form));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(AuthRequest request, Administrator admin, @PathVariable String identifier) {
        requireOn(request);
        providers.delete(request, admin, identifier);
    }

    private static void requireOn(AuthRequest request) {
        if (!request.settings().federation().customProviders().enabled()) {
            throw AuthError.FEATURE_DISABLED.refuse("Custom OAuth providers are disabled");
        }
    }
}
