package dev.dupabase.platform.project;

import dev.dupabase.platform.secret.Secret;
import java.util.List;

/// The secrets of one project, unsealed.
///
/// @param jwtSecret signs and verifies the project's tokens (HS256)
/// @param formerJwtSecrets still accepted for verification during a rotation's grace time
/// @param apiPassword of the login `p_<ref>_api`
/// @param servicePassword of the login `p_<ref>_svc`
public record ProjectSecrets(
        Secret jwtSecret,
        List<Secret> formerJwtSecrets,
        Secret anonKey,
        Secret serviceRoleKey,
        Secret apiPassword,
        Secret servicePassword) {}
