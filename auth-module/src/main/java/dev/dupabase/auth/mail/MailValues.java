package dev.dupabase.auth.mail;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts together what a mail's template may say (contracts/auth.md §4.5, §4.6).
public final class MailValues {
    private static final String VERIFY = "/verify";

    private MailValues() {}

    /// A mail with a code and a link.
    ///
    /// @param digits the code, which may be typed
    /// @param hash the code as it stands in a link
    /// @param linkType the link's `type`, such as `signup`
    public static PendingMail withCode(
            AuthRequest request,
            MailKind kind,
            User user,
            String to,
            String digits,
            String hash,
            String linkType) {
        var redirect = request.redirectTarget();
        var values = about(request, user);
        values.put("Token", digits);
        values.put("TokenHash", hash);
        values.put("RedirectTo", redirect);
        values.put("ConfirmationURL", link(request, kind, hash, linkType, redirect));
        if (kind == MailKind.EMAIL_CHANGE) {
            values.put("NewEmail", user.emailChange());
            values.put("SendingTo", to);
        }
        return new PendingMail(kind, UserBody.of(user), to, values);
    }

    /// A mail that tells of a change.
    public static PendingMail notice(
            AuthRequest request, MailKind kind, User user, String to, Map<String, String> more) {
        var values = about(request, user);
        values.putAll(more);
        return new PendingMail(kind, UserBody.of(user), to, values);
    }

    private static Map<String, @Nullable Object> about(AuthRequest request, User user) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("SiteURL", request.siteUrl());
        values.put("Email", user.email());
        values.put("Data", user.userMetadata());
        return values;
    }

    /// The link of a mail, as it also stands in the answer to an administrator who wants one.
    public static String link(
            AuthRequest request, MailKind kind, String hash, String type, String redirect) {
        var base = base(request, kind);
        return base
                + (base.contains("?") ? "&" : "?")
                + "token=%s&type=%s&redirect_to=%s".formatted(hash, type, inQuery(redirect));
    }

    private static String base(AuthRequest request, MailKind kind) {
        var path = request.settings().mailer().linkPaths().getOrDefault(kind, VERIFY);
        var lower = path.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return path;
        }
        var prefix = "/auth/v1";
        if (path.equals(VERIFY) || path.equals(prefix + VERIFY)) {
            return request.externalUrl() + VERIFY;
        }
        return URI.create(request.externalUrl()).resolve("/").toString().replaceAll("/$", "")
                + (path.startsWith("/") ? path : "/" + path);
    }

    /// As it is, unless it would be read as more than one value.
    private static String inQuery(String redirect) {
        return redirect.contains("&") || redirect.contains("=") || redirect.contains("#")
                ? URLEncoder.encode(redirect, StandardCharsets.UTF_8)
                : redirect;
    }
}
