package dev.dupabase.auth.provider;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds the providers that a project has made itself.
@Component
class CustomProviders {
    private final ProjectDatabase database;
    private final CustomProviderRepository repository;

    CustomProviders(ProjectDatabase database, CustomProviderRepository repository) {
        this.database = database;
        this.repository = repository;
    }

    Optional<CustomProvider> find(AuthRequest request, String identifier) {
        return request.settings().federation().customProviders().enabled()
                ? database.asRole(InternalRole.AUTH, () -> repository.find(identifier))
                : Optional.empty();
    }

    Optional<Provider> provider(AuthRequest request, String identifier, Toolbox tools) {
        return find(request, identifier)
                .map(found -> {
                    if (!found.enabled()) {
                        throw AuthError.VALIDATION_FAILED.refuse(
                                "Unsupported provider: provider is not enabled");
                    }
                    return new OwnProvider(found, tools);
                });
    }
}
