package dev.dupabase.admin.security;

import java.util.List;

/// Routes of the platform API that need no account.
public final class PublicRoutes {
    public static final List<String> PATHS =
            List.of(
                    "/platform/auth/login",
                    "/platform/auth/register",
                    "/platform/auth/registration-mode",
                    "/platform/openapi.json");

    private PublicRoutes() {}
}
