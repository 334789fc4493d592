package dev.dupabase.admin.credential;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// How an account gets at its PostgreSQL login (contracts/platform.md §7.1).
@RestController
@Tag(name = "credentials")
class CredentialController {
    private final CredentialService credentials;

    CredentialController(CredentialService credentials) {
        this.credentials = credentials;
    }

    @Schema(name = "PlatformPassword")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PasswordConfirmation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String platformPassword) {}

    /// A login to the databases of one's projects.
    ///
    /// @param pgPort as text
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record DatabaseCredentials(
            String pgUsername, String pgPassword, String pgHost, String pgPort) {}

    @PostMapping("/platform/credentials/reveal")
    @Needs(value = Rank.ACCOUNT, password = true)
    @Operation(
            operationId = "revealCredentials",
            summary = "Show the database login of the caller, given the account's password")
    DatabaseCredentials reveal(@RequestBody PasswordConfirmation body, Caller caller) {
        return credentials.reveal(caller, body.platformPassword());
    }

    @PostMapping("/platform/credentials/rotate")
    @Needs(value = Rank.ACCOUNT, password = true)
    @Operation(
            operationId = "rotateCredentials",
            summary = "Give the caller's database login a new password, and show it")
    DatabaseCredentials rotate(@RequestBody PasswordConfirmation body, Caller caller) {
        return credentials.rotate(caller, body.platformPassword());
    }
}
