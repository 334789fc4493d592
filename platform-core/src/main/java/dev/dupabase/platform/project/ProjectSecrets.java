package dev.dupabase.platform.project;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.TokenKeys;
import java.util.ArrayList;
import java.util.List;

/// The secrets of one project, unsealed.
///
/// @param jwtSecret signed the legacy keys (HS256), and verifies
/// @param formerJwtSecrets still accepted for verification during a rotation's grace time
/// @param apiPassword of the login `p_<ref>_api`
/// @param servicePassword of the login `p_<ref>_svc`
/// @param tokenKeys sign and verify the tokens of users; the secrets above are among them
public record ProjectSecrets(
        Secret jwtSecret,
        List<Secret> formerJwtSecrets,
        Secret anonKey,
        Secret serviceRoleKey,
        Secret apiPassword,
        Secret servicePassword,
        TokenKeys tokenKeys) {
    /// Of a project that signs with its secret.
    public ProjectSecrets(
            Secret jwtSecret,
            List<Secret> formerJwtSecrets,
            Secret anonKey,
            Secret serviceRoleKey,
            Secret apiPassword,
            Secret servicePassword) {
        this(
                jwtSecret,
                formerJwtSecrets,
                anonKey,
                serviceRoleKey,
                apiPassword,
                servicePassword,
                new TokenKeys(withFormer(jwtSecret, formerJwtSecrets), List.of()));
    }

    private static List<Secret> withFormer(Secret secret, List<Secret> former) {
        var all = new ArrayList<Secret>();
        all.add(secret);
        all.addAll(former);
        return all;
    }
}
