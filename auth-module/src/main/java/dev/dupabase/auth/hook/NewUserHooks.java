package dev.dupabase.auth.hook;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.HookName;
import dev.dupabase.auth.user.NewUser;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Asks the project's owner before a user comes to be, and tells of it afterwards
/// (contracts/auth.md §6.3).
@Component
public class NewUserHooks {
    private static final Logger LOG = LoggerFactory.getLogger(NewUserHooks.class);
    private static final String MADE = NewUserHooks.class.getName() + ".made";

    private final Hooks hooks;
    private final Clock clock;

    NewUserHooks(Hooks hooks, Clock clock) {
        this.hooks = hooks;
        this.clock = clock;
    }

    /// Whether it is worth finding out if a user would be new.
    public boolean asksBefore(AuthRequest request) {
        return hooks.isOn(request, HookName.BEFORE_USER_CREATED);
    }

    /// Asks, if there is a hook. Must not be called inside a transaction of the project.
    ///
    /// @param user as it would be stored
    /// @throws ApiException if the hook says no
    public void before(AuthRequest request, NewUser user) {
        if (asksBefore(request)) {
            var draft = UserBody.draft(user, clock.instant());
            hooks.call(request, HookName.BEFORE_USER_CREATED, Map.of("user", draft));
        }
    }

    /// Remembers to tell once the transaction, in which this is called, is committed and the
    /// request is answered.
    public void stored(AuthRequest request, User user) {
        if (!hooks.isOn(request, HookName.AFTER_USER_CREATED)) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        made(request).add(user);
                    }
                });
    }

    /// Tells of the users that the request made. What the hook says to it changes nothing.
    public void tell(AuthRequest request) {
        for (var user : made(request)) {
            try {
                hooks.call(request, HookName.AFTER_USER_CREATED, Map.of("user", UserBody.of(user)));
            } catch (ApiException e) {
                LOG.warn(
                        "project {}: the hook after-user-created failed: {}",
                        request.project().ref(),
                        e.getMessage());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<User> made(AuthRequest request) {
        if (request.servlet().getAttribute(MADE) instanceof List<?> known) {
            return (List<User>) known;
        }
        var fresh = new ArrayList<User>();
        request.servlet().setAttribute(MADE, fresh);
        return fresh;
    }
}
