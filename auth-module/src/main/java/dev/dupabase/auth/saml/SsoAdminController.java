package dev.dupabase.auth.saml;

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

/// Administrators' door to a project's organisations; open whether SAML is on or not.
@RestController
class SsoAdminController {
    private static final String PATH = "/auth/v1/admin/sso/providers";
    private static final String ONE = PATH + "/{id}";

    private final SsoAdmin providers;

    SsoAdminController(SsoAdmin providers) {
        this.providers = providers;
    }

    @GetMapping(PATH)
    Map<String, List<SsoProviderBody>> list(AuthRequest request, Administrator admin) {
        var found =
                providers.list(
                        request.query().first("resource_id").orElse(""),
                        request.query().first("resource_id_prefix").orElse(""));
        return Map.of("items", found.stream().map(SsoProviderBody::inList).toList());
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    SsoProviderBody create(AuthRequest request, Administrator admin, @JsonBody SsoForm form) {
        return SsoProviderBody.of(providers.create(request, form, admin.role()));
    }

    @GetMapping(ONE)
    SsoProviderBody get(Administrator admin, @PathVariable String id) {
        return SsoProviderBody.of(providers.get(id));
    }

    @PutMapping(ONE)
    SsoProviderBody update(
            AuthRequest request,
            Administrator admin,
            @PathVariable String id,
            @JsonBody SsoForm form) {
        return SsoProviderBody.of(providers.update(request, id, form, admin.role()));
    }

    @DeleteMapping(ONE)
    SsoProviderBody delete(AuthRequest request, Administrator admin, @PathVariable String id) {
        return SsoProviderBody.of(providers.delete(request, id, admin.role()));
    }
}
