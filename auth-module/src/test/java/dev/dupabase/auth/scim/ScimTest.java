package dev.dupabase.auth.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScimTest extends AuthServer {
    @ParameterizedTest
    @CsvSource({
        "ServiceProviderConfig, urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig",
        "ResourceTypes, urn:ietf:params:scim:api:messages:2.0:ListResponse",
        "Schemas, urn:ietf:params:scim:api:messages:2.0:ListResponse"
    })
    void the_service_describes_itself_where_that_is_switched_on(String document, String schema) {
        var project = newProject();
        var path = "/scim/v2/" + document;

        var off = project.get(path);
        configure(project, "{\"EXPERIMENTAL_SCIM_ENABLED\": true}");
        var on = project.get(path).ok();

        assertThat(off.status()).isEqualTo(404);
        assertThat(off.text("error_code")).isEqualTo("feature_disabled");
        assertThat(on.header("content-type")).isEqualTo("application/scim+json");
        assertThat(on.text("schemas.0")).isEqualTo(schema);
    }
}
