package dev.dupabase.auth.oauthclient;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
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

/// Makes and changes OAuth clients: administrators do, and, where that is allowed, clients
/// themselves (RFC 7591).
@RestController
class ClientController {
    private static final String PATH = "/auth/v1/admin/oauth/clients";
    private static final String ONE = PATH + "/{id}";
    private static final String NOBODY = "anon";

    private final Clients clients;
    private final AddressLimits limits;

    ClientController(Clients clients, AddressLimits limits) {
        this.clients = clients;
        this.limits = limits;
    }

    @PostMapping("/auth/v1/oauth/clients/register")
    @ResponseStatus(HttpStatus.CREATED)
    ClientBody register(AuthRequest request, @JsonBody ClientForm form) {
        if (!request.settings().federation().oauthServer().dynamicRegistration()) {
            throw AuthError.OAUTH_DYNAMIC_CLIENT_REGISTRATION_DISABLED.refuse(
                    "Dynamic client registration is not enabled");
        }
        limits.take(request, Bucket.CLIENT_REGISTRATION);
        return clients.create(request, form, OAuthClient.DYNAMIC, NOBODY).body();
    }

    @GetMapping(PATH)
    Map<String, List<ClientBody>> list(Administrator admin) {
        return Map.of("clients", clients.list().stream().map(ClientBody::of).toList());
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.CREATED)
    ClientBody create(AuthRequest request, Administrator admin, @JsonBody ClientForm form) {
        return clients.create(request, form, OAuthClient.MANUAL, admin.role()).body();
    }

    @GetMapping(ONE)
    ClientBody get(Administrator admin, @PathVariable String id) {
        return ClientBody.of(clients.get(id));
    }

    @PutMapping(ONE)
    ClientBody update(
            AuthRequest request,
            Administrator admin,
            @PathVariable String id,
            @JsonBody ClientForm form) {
        return ClientBody.of(clients.update(request, id, form, admin.role()));
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(AuthRequest request, Administrator admin, @PathVariable String id) {
        clients.delete(request, id, admin.role());
    }

    @PostMapping(ONE + "/regenerate_secret")
    ClientBody regenerate(AuthRequest request, Administrator admin, @PathVariable String id) {
        return clients.regenerate(request, id, admin.role()).body();
    }
}
