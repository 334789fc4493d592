package dev.dupabase.auth.scim;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The three discovery documents (contracts/auth.md §1.21). They say what is true: no users or
/// groups can be provisioned yet. The paths beneath `/scim/v2` are kept for them.
@RestController
class ScimController {
    private static final MediaType SCIM = MediaType.valueOf("application/scim+json");
    private static final String SCHEMAS = "schemas";
    private static final Map<String, Object> NOT_SUPPORTED = Map.of("supported", false);
    private static final Map<String, Object> NOTHING =
            Map.of(
                    SCHEMAS,
                    List.of("urn:ietf:params:scim:api:messages:2.0:ListResponse"),
                    "totalResults",
                    0,
                    "startIndex",
                    1,
                    "itemsPerPage",
                    0,
                    "Resources",
                    List.of());

    /// RFC 7643 §5.
    @GetMapping("/auth/v1/scim/v2/ServiceProviderConfig")
    ResponseEntity<Map<String, Object>> configuration(AuthRequest request) {
        requireEnabled(request);
        var location = request.issuer() + "/scim/v2/ServiceProviderConfig";
        var document = new LinkedHashMap<String, Object>();
        document.put(
                SCHEMAS, List.of("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"));
        document.put("patch", NOT_SUPPORTED);
        document.put("bulk", Map.of("supported", false, "maxOperations", 0, "maxPayloadSize", 0));
        document.put("filter", Map.of("supported", false, "maxResults", 0));
        document.put("changePassword", NOT_SUPPORTED);
        document.put("sort", NOT_SUPPORTED);
        document.put("etag", NOT_SUPPORTED);
        document.put("authenticationSchemes", List.of());
        document.put("meta", Map.of("resourceType", "ServiceProviderConfig", "location", location));
        return ResponseEntity.ok().contentType(SCIM).body(document);
    }

    /// RFC 7643 §6 and §7.
    @GetMapping({"/auth/v1/scim/v2/ResourceTypes", "/auth/v1/scim/v2/Schemas"})
    ResponseEntity<Map<String, Object>> resources(AuthRequest request) {
        requireEnabled(request);
        return ResponseEntity.ok().contentType(SCIM).body(NOTHING);
    }

    private static void requireEnabled(AuthRequest request) {
        if (!request.settings().beyond().scim()) {
            throw AuthError.FEATURE_DISABLED.refuse("SCIM is disabled");
        }
    }
}
