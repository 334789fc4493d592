package dev.dupabase.admin.project;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/// The settings of a project in force: three by the names of old, which are settings of sign-in in
/// truth, and those of each module as an object under its name.
@Schema(name = "ProjectSettings")
record SettingsBody(
        @JsonProperty("enable_signup") boolean enableSignup,
        @JsonProperty("autoconfirm") boolean autoconfirm,
        @JsonProperty("password_min_length") int passwordMinLength,
        @JsonAnyGetter Map<String, Map<String, Object>> sections) {}
