package dev.dupabase.platform.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A page of a project's users.
@Schema(name = "AuthUserPage")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UserPage(List<ProjectUser> users, long total, int page, int perPage) {}
