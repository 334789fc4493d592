package dev.dupabase.rest.settings;

import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The section `rest` of a project's settings (contracts/rest.md §10), in force as read.
///
/// @param appSettings `app.settings.*` for every transaction, by the part after the dot
/// @param extensions what goes beyond PostgREST
public record RestSettings(
        Database database,
        Tokens tokens,
        OpenApi openApi,
        Server server,
        Map<String, String> appSettings,
        Extensions extensions) {
    /// `project.settings().get(RestSettings.SECTION)`
    public static final SettingsSection<RestSettings> SECTION = new RestSettingsSection();

    /// Keys `db_…`.
    ///
    /// @param schemas exposed, the first is the default; never empty
    /// @param extraSearchPath appended to `search_path`; may be empty
    /// @param anonRole the role without a token; null refuses anonymous requests
    /// @param preRequest called before each main statement
    /// @param maxRows the cap of every node of a read
    /// @param rootSpec the function that serves `/`
    /// @param hoistedSettings settings of functions that are raised to the transaction
    /// @param preparedStatements whether statements are prepared by name
    /// @param config whether settings `pgrst.*` in the database count
    /// @param preConfig a function that returns settings
    public record Database(
            List<String> schemas,
            List<String> extraSearchPath,
            @Nullable String anonRole,
            @Nullable QualifiedName preRequest,
            @Nullable Long maxRows,
            boolean aggregatesEnabled,
            boolean planEnabled,
            TransactionEnd transactionEnd,
            @Nullable QualifiedName rootSpec,
            List<String> hoistedSettings,
            boolean preparedStatements,
            boolean config,
            @Nullable QualifiedName preConfig) {
        public Database {
            schemas = List.copyOf(schemas);
            extraSearchPath = List.copyOf(extraSearchPath);
            hoistedSettings = List.copyOf(hoistedSettings);
        }
    }

    /// Keys `jwt_…`.
    ///
    /// @param secret text, JWK or JWK set; null: the project's own secrets
    /// @param audience required of tokens; null accepts any
    /// @param roleClaim where the role stands
    /// @param cacheEntries verified tokens kept; 0 keeps none
    public record Tokens(
            @Nullable Secret secret,
            boolean secretIsBase64,
            @Nullable String audience,
            RolePath roleClaim,
            int cacheEntries) {}

    /// Keys `openapi_…`.
    ///
    /// @param serverProxyUri the public URL of the API; null: as the request came
    public record OpenApi(
            OpenApiMode mode, boolean securityActive, @Nullable String serverProxyUri) {}

    /// Keys `server_…`, `client_error_verbosity` and `url_use_legacy_target_names`.
    ///
    /// @param corsAllowedOrigins empty: any
    /// @param traceHeader the request header that is echoed
    /// @param legacyTargetNames whether an aliased embed also goes by its relation's name
    public record Server(
            List<String> corsAllowedOrigins,
            boolean timingEnabled,
            @Nullable String traceHeader,
            Verbosity errorVerbosity,
            boolean legacyTargetNames) {
        public Server {
            corsAllowedOrigins = List.copyOf(corsAllowedOrigins);
        }
    }

    /// Keys `ext_…`: what PostgREST does not have. All are off unless switched on.
    ///
    /// @param etags whether reads carry an `ETag` and heed `If-None-Match`
    /// @param costLimits the planner's cost that a statement of a role may have, by the role's name
    /// @param bulkUpdate whether `PATCH` may bring rows that are told apart by their key
    /// @param nestedInsert whether `POST` may bring rows of other tables inside of its own
    /// @param cursors whether reads may be paged by cursors
    public record Extensions(
            boolean etags,
            Map<String, Double> costLimits,
            boolean bulkUpdate,
            boolean nestedInsert,
            boolean cursors) {
        public Extensions {
            costLimits = Map.copyOf(costLimits);
        }
    }

    /// @param schema null: found by the search path
    public record QualifiedName(@Nullable String schema, String name) {}

    /// How transactions end (contracts/rest.md §6.5).
    public enum TransactionEnd {
        COMMIT,
        COMMIT_ALLOW_OVERRIDE,
        ROLLBACK,
        ROLLBACK_ALLOW_OVERRIDE;

        public boolean allowsOverride() {
            return this == COMMIT_ALLOW_OVERRIDE || this == ROLLBACK_ALLOW_OVERRIDE;
        }

        public boolean commits() {
            return this == COMMIT || this == COMMIT_ALLOW_OVERRIDE;
        }
    }

    /// What the root describes.
    public enum OpenApiMode {
        FOLLOW_PRIVILEGES,
        IGNORE_PRIVILEGES,
        DISABLED
    }

    /// How much an error says.
    public enum Verbosity {
        VERBOSE,
        MINIMAL
    }
}
