package dev.dupabase.admin.account;

import dev.dupabase.admin.credential.Credentials;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.organisation.Organisations;
import dev.dupabase.admin.password.PasswordHasher;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.secret.Secret;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes accounts with all that belongs to one, in one transaction: the row, the PostgreSQL login
/// and the personal organisation.
@Service
class NewAccounts {
    static final long FIRST_TOKEN_VERSION = 1;

    private final AccountRepository accounts;
    private final Credentials credentials;
    private final Organisations organisations;
    private final PasswordHasher hasher;
    private final TransactionTemplate transaction;

    NewAccounts(
            AccountRepository accounts,
            Credentials credentials,
            Organisations organisations,
            PasswordHasher hasher,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.organisations = organisations;
        this.hasher = hasher;
        this.transaction = transaction;
    }

    record Wish(String email, Secret password, @Nullable String displayName, boolean admin) {}

    /// @param rest what else belongs to the transaction, given the new account's id
    /// @throws ApiException if the address is taken
    <T> T create(Wish wish, Function<UUID, T> rest) {
        record Costly(String hash, Credentials.Fresh login) {}
        var costly =
                hasher.whenFree(() ->
                        new Costly(
                                hasher.hash(wish.password()), credentials.fresh(wish.password())));
        credentials.createLogin(costly.login());
        try {
            return transaction.execute(status -> {
                var id = insert(wish, costly.hash());
                credentials.insert(id, costly.login());
                organisations.createPersonal(id);
                return rest.apply(id);
            });
        } catch (RuntimeException e) {
            credentials.dropLogin(costly.login().login());
            throw e;
        }
    }

    private UUID insert(Wish wish, String hash) {
        try {
            return accounts.insert(wish.email(), hash, wish.displayName(), wish.admin());
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    static ApiException taken() {
        return new ApiException(
                        PlatformError.EMAIL_TAKEN, "there is an account with this address already")
                .field("email", "there is an account with this address already");
    }
}
