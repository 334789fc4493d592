package dev.dupabase.admin.project;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a change of settings may hold, for the description of the API. The request itself is read
/// as it stands, since what a module's object holds only the module knows.
@Schema(name = "ProjectSettingsChange")
record SettingsChange(
        @JsonProperty("enable_signup") @Nullable Boolean enableSignup,
        @JsonProperty("autoconfirm") @Nullable Boolean autoconfirm,
        @JsonProperty("password_min_length") @Nullable Integer passwordMinLength,
        @JsonProperty("site_url") @Nullable String siteUrl,
        @JsonAnyGetter @Nullable Map<String, Map<String, Object>> sections) {}
