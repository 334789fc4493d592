package dev.dupabase.platform.host;

import dev.dupabase.platform.secret.MasterKey;
import dev.dupabase.platform.secret.Secret;
import java.util.List;
import java.util.Optional;

/// The secrets of this installation: the operator's, or generated ones.
///
/// @param jwtSecret signs the platform's own tokens
/// @param masterKeys the first seals
/// @param admin the administrator that must exist after the start
public record PlatformSecrets(Secret jwtSecret, List<MasterKey> masterKeys, Optional<Admin> admin) {

    /// @param password for the account's first creation; an existing account keeps its own
    public record Admin(String email, Secret password) {}
}
