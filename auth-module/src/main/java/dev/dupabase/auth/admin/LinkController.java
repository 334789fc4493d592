package dev.dupabase.auth.admin;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.user.UserBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Links and invitations, for administrators.
@RestController
class LinkController {
    private final LinkService service;

    LinkController(LinkService service) {
        this.service = service;
    }

    record InviteBody(String email, Map<String, @Nullable Object> data) {}

    @PostMapping("/auth/v1/admin/generate_link")
    LinkReply link(AuthRequest request, Administrator admin, @JsonBody LinkBody body) {
        return service.link(request, admin, body);
    }

    @PostMapping("/auth/v1/invite")
    UserBody invite(AuthRequest request, Administrator admin, @JsonBody InviteBody body) {
        return UserBody.of(service.invite(request, admin, body.email(), body.data()));
    }
}
