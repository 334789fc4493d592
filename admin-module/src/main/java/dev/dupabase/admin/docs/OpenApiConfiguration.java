package dev.dupabase.admin.docs;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Origin;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Describes the platform API at `/platform/openapi.json`.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Origin.class)
                .replaceWithClass(ObjectNode.class, Map.class)
                .replaceWithClass(JsonNode.class, Object.class);
    }

    @Bean
    OpenAPI platformApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Dupabase platform API")
                                .version("1")
                                .description("Accounts, organisations, projects and their keys."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "bearer",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT"))
                                .addSecuritySchemes(
                                        "session",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.APIKEY)
                                                .in(SecurityScheme.In.COOKIE)
                                                .name("dupabase_session")
                                                .description(
                                                        "Changes need the header X-CSRF-Token with"
                                                                + " the value of the cookie"
                                                                + " dupabase_csrf.")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"))
                .addSecurityItem(new SecurityRequirement().addList("session"));
    }
}
