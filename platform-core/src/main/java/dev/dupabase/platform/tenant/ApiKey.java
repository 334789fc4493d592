package dev.dupabase.platform.tenant;

import org.jspecify.annotations.Nullable;

/// The API key that came with a request, verified (DESIGN §2).
///
/// @param role `anon` or `service_role`
/// @param opaque a new-style key (`sb_publishable_…`, `sb_secret_…`), which also serves as the
///   bearer where `Authorization` is absent or repeats it; a legacy JWT key only names the project
public record ApiKey(String role, boolean opaque) {
    public static final String ANON = "anon";
    public static final String SERVICE_ROLE = "service_role";

    /// The role an opaque key stands for where it serves as the bearer; null for a legacy key.
    public @Nullable String bearerRole() {
        return opaque ? role : null;
    }
}
