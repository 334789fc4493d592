package dev.dupabase.admin.membership;

import dev.dupabase.platform.access.OrgRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// An invitation into an organisation, without its token.
@Schema(name = "OrganisationInvite")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record OrgInvite(
        UUID id,
        UUID orgId,
        @Schema(example = "bea@example.com") String email,
        OrgRole role,
        @Nullable UUID invitedBy,
        @Nullable OffsetDateTime acceptedAt,
        OffsetDateTime expiresAt,
        OffsetDateTime createdAt) {

    /// An invitation just made.
    ///
    /// @param token opens it; shown this once
    /// @param url of the page where it is accepted
    /// @param mailed whether a mail with that address is on its way; not if the installation has no
    ///   mail server
    @Schema(name = "IssuedOrganisationInvite")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Issued(
            UUID id,
            UUID orgId,
            @Schema(example = "bea@example.com") String email,
            OrgRole role,
            @Nullable UUID invitedBy,
            String token,
            @Nullable OffsetDateTime acceptedAt,
            OffsetDateTime expiresAt,
            OffsetDateTime createdAt,
            String url,
            boolean mailed) {
        static Issued of(OrgInvite invite, String token, String url, boolean mailed) {
            return new Issued(
                    invite.id(),
                    invite.orgId(),
                    invite.email(),
                    invite.role(),
                    invite.invitedBy(),
                    token,
                    invite.acceptedAt(),
                    invite.expiresAt(),
                    invite.createdAt(),
                    url,
                    mailed);
        }

        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }
}
