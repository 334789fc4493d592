package dev.dupabase.admin.membership;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.OrgRole;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The roles that members give to others; an organisation has one owner, who passes it on.
final class GrantableRole {
    private GrantableRole() {}

    /// @throws dev.dupabase.platform.error.ApiException 400 unless it names one
    static OrgRole of(@Nullable String label) {
        return Arrays.stream(OrgRole.values())
                .filter(role -> role != OrgRole.OWNER && role.label().equals(label))
                .findAny()
                .orElseThrow(() -> Problems.of("role", "the role is admin, developer or viewer"));
    }
}
