package dev.dupabase.auth.mail;

import dev.dupabase.auth.hook.Hooks;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.HookName;
import dev.dupabase.auth.settings.MailKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Hands mails to the project's own sender (contracts/auth.md §6.3).
@Component
class MailHook {
    private final Hooks hooks;

    MailHook(Hooks hooks) {
        this.hooks = hooks;
    }

    boolean isOn(AuthRequest request) {
        return hooks.isOn(request, HookName.SEND_EMAIL);
    }

    /// Both mails of a secure change are one call.
    void send(AuthRequest request, List<PendingMail> mails) {
        var changes = new ArrayList<PendingMail>();
        for (var mail : mails) {
            if (mail.kind() == MailKind.EMAIL_CHANGE) {
                changes.add(mail);
            } else {
                call(request, mail, data(request, mail));
            }
        }
        if (!changes.isEmpty()) {
            call(request, changes.getFirst(), change(request, changes));
        }
    }

    private void call(AuthRequest request, PendingMail mail, Map<String, Object> data) {
        hooks.call(request, HookName.SEND_EMAIL, Map.of("user", mail.user(), "email_data", data));
    }

    private static Map<String, Object> data(AuthRequest request, PendingMail mail) {
        var data = new LinkedHashMap<String, Object>();
        data.put("token", mail.text("Token"));
        data.put("token_hash", mail.text("TokenHash"));
        data.put("redirect_to", mail.text("RedirectTo"));
        data.put("email_action_type", action(mail.kind()));
        data.put("site_url", request.externalUrl());
        data.put("token_new", "");
        data.put("token_hash_new", "");
        data.put("old_email", mail.text("OldEmail"));
        data.put("old_phone", mail.text("OldPhone"));
        data.put("provider", mail.text("Provider"));
        data.put("factor_type", mail.text("FactorType"));
        return data;
    }

    /// Of a secure change token and hash are crossed, for consumers rely on it: `token` and
    /// `token_hash_new` are the present address's, `token_new` and `token_hash` the new one's.
    private static Map<String, Object> change(AuthRequest request, List<PendingMail> mails) {
        var toNew = mails.getFirst();
        var data = data(request, toNew);
        if (mails.size() > 1) {
            var toCurrent = mails.get(1);
            data.put("token", toCurrent.text("Token"));
            data.put("token_hash_new", toCurrent.text("TokenHash"));
            data.put("token_new", toNew.text("Token"));
            data.put("token_hash", toNew.text("TokenHash"));
        }
        return data;
    }

    private static String action(MailKind kind) {
        return switch (kind) {
            case CONFIRMATION -> "signup";
            case MAGIC_LINK -> "magiclink";
            default -> kind.label();
        };
    }
}
