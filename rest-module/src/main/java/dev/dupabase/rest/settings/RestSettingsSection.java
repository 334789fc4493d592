package dev.dupabase.rest.settings;

import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.rest.settings.RestSettings.Database;
import dev.dupabase.rest.settings.RestSettings.Extensions;
import dev.dupabase.rest.settings.RestSettings.OpenApi;
import dev.dupabase.rest.settings.RestSettings.OpenApiMode;
import dev.dupabase.rest.settings.RestSettings.QualifiedName;
import dev.dupabase.rest.settings.RestSettings.Server;
import dev.dupabase.rest.settings.RestSettings.Tokens;
import dev.dupabase.rest.settings.RestSettings.TransactionEnd;
import dev.dupabase.rest.settings.RestSettings.Verbosity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads and shows the settings of the REST API.
final class RestSettingsSection implements SettingsSection<RestSettings> {
    private static final List<String> HOISTED =
            List.of(
                    "statement_timeout",
                    "plan_filter.statement_cost_limit",
                    "default_transaction_isolation");

    private static final int MIN_SECRET_LENGTH = 32;

    /// Known, but ruled by the operator or without meaning here.
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "db_channel",
                    "db_channel_enabled",
                    "db_pool",
                    "db_pool_acquisition_timeout",
                    "db_pool_max_lifetime",
                    "db_pool_max_idletime",
                    "db_pool_automatic_recovery",
                    "log_level",
                    "log_query");

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public boolean emptyMeansDefault() {
        return false;
    }

    @Override
    public boolean isSecret(String key) {
        return "jwt_secret".equals(key);
    }

    @Override
    public RestSettings parse(ObjectNode overrides) {
        var in = new SettingReader(overrides);
        var settings = read(in);
        in.refuseUnknown(WITHOUT_EFFECT);
        return settings;
    }

    private static RestSettings read(SettingReader in) {
        return new RestSettings(
                database(in),
                new Tokens(
                        secret(in),
                        in.flag("jwt_secret_is_base64", false),
                        in.text("jwt_aud", null),
                        in.rolePath("jwt_role_claim_key", "$.role"),
                        in.integer("jwt_cache_max_entries", 1000)),
                new OpenApi(
                        in.choice("openapi_mode", OpenApiMode.FOLLOW_PRIVILEGES),
                        in.flag("openapi_security_active", false),
                        in.url("openapi_server_proxy_uri")),
                new Server(
                        in.list("server_cors_allowed_origins", List.of()),
                        in.flag("server_timing_enabled", false),
                        in.text("server_trace_header", null),
                        in.choice("client_error_verbosity", Verbosity.VERBOSE),
                        in.flag("url_use_legacy_target_names", true)),
                in.textMap("app_settings"),
                extensions(in));
    }

    private static Extensions extensions(SettingReader in) {
        return new Extensions(
                in.flag("ext_etag", false),
                in.costs("ext_cost_limits"),
                in.flag("ext_bulk_update", false),
                in.flag("ext_nested_insert", false),
                in.flag("ext_cursor", false));
    }

    private static Database database(SettingReader in) {
        return new Database(
                in.schemas("db_schemas", List.of("public")),
                in.list("db_extra_search_path", List.of("public", "extensions")),
                in.text("db_anon_role", "anon"),
                in.qualifiedName("db_pre_request"),
                in.optionalCount("db_max_rows"),
                in.flag("db_aggregates_enabled", false),
                in.flag("db_plan_enabled", false),
                in.choice("db_tx_end", TransactionEnd.COMMIT),
                in.qualifiedName("db_root_spec"),
                in.list("db_hoisted_tx_settings", HOISTED),
                in.flag("db_prepared_statements", true),
                in.flag("db_config", true),
                in.qualifiedName("db_pre_config"));
    }

    private static @Nullable Secret secret(SettingReader in) {
        var text = in.secret("jwt_secret", MIN_SECRET_LENGTH);
        return text == null ? null : new Secret(text);
    }

    @Override
    public Map<String, Object> view(RestSettings settings) {
        var shown = new LinkedHashMap<String, Object>();
        var database = settings.database();
        shown.put("db_schemas", String.join(",", database.schemas()));
        shown.put("db_extra_search_path", String.join(",", database.extraSearchPath()));
        shown.put("db_anon_role", orEmpty(database.anonRole()));
        shown.put("db_pre_request", orEmpty(label(database.preRequest())));
        shown.put("db_max_rows", orEmpty(database.maxRows()));
        shown.put("db_aggregates_enabled", database.aggregatesEnabled());
        shown.put("db_plan_enabled", database.planEnabled());
        shown.put("db_tx_end", label(database.transactionEnd()));
        shown.put("db_root_spec", orEmpty(label(database.rootSpec())));
        shown.put("db_hoisted_tx_settings", String.join(",", database.hoistedSettings()));
        shown.put("db_prepared_statements", database.preparedStatements());
        shown.put("db_config", database.config());
        shown.put("db_pre_config", orEmpty(label(database.preConfig())));
        shown.put("jwt_secret", settings.tokens().secret() == null ? "" : MASK);
        shown.put("jwt_secret_is_base64", settings.tokens().secretIsBase64());
        shown.put("jwt_aud", orEmpty(settings.tokens().audience()));
        shown.put("jwt_role_claim_key", settings.tokens().roleClaim().toString());
        shown.put("jwt_cache_max_entries", settings.tokens().cacheEntries());
        shown.put("openapi_mode", label(settings.openApi().mode()));
        shown.put("openapi_security_active", settings.openApi().securityActive());
        shown.put("openapi_server_proxy_uri", orEmpty(settings.openApi().serverProxyUri()));
        var server = settings.server();
        shown.put("server_cors_allowed_origins", String.join(",", server.corsAllowedOrigins()));
        shown.put("server_timing_enabled", server.timingEnabled());
        shown.put("server_trace_header", orEmpty(server.traceHeader()));
        shown.put("client_error_verbosity", label(server.errorVerbosity()));
        shown.put("url_use_legacy_target_names", server.legacyTargetNames());
        shown.put("app_settings", settings.appSettings());
        show(settings.extensions(), shown);
        return shown;
    }

    private static void show(Extensions extensions, Map<String, Object> shown) {
        shown.put("ext_etag", extensions.etags());
        shown.put("ext_cost_limits", extensions.costLimits());
        shown.put("ext_bulk_update", extensions.bulkUpdate());
        shown.put("ext_nested_insert", extensions.nestedInsert());
        shown.put("ext_cursor", extensions.cursors());
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String label(@Nullable QualifiedName name) {
        if (name == null) {
            return null;
        }
        return name.schema() == null ? name.name() : name.schema() + "." + name.name();
    }
}
