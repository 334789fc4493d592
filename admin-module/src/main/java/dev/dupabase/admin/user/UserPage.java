package dev.dupabase.admin.user;

import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Some of the accounts.
///
/// @param total how many there are in all
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record UserPage(List<User> users, long total, int page, int perPage) {}
