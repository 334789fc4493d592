package dev.dupabase.auth;

import dev.dupabase.platform.mail.Mailbox;
import java.util.regex.Pattern;

/// A mail as its reader sees it.
public record ReceivedMail(String kind, String to, String subject, String html) {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("<strong>(\\d{6,10})</strong>");
    private static final Pattern HASH = Pattern.compile("token=([^&]+)&");

    static ReceivedMail of(Mailbox.Entry entry) {
        return new ReceivedMail(entry.kind(), entry.recipient(), entry.subject(), entry.html());
    }

    /// The whole link.
    public String link() {
        return first(LINK).replace("&amp;", "&");
    }

    /// The link's path behind `/auth/v1`, for [TestProject#get].
    public String path() {
        var link = link();
        return link.substring(link.indexOf("/auth/v1") + "/auth/v1".length());
    }

    public String code() {
        return first(CODE);
    }

    public String hash() {
        var matcher = HASH.matcher(link());
        if (!matcher.find()) {
            throw new AssertionError("no token in " + link());
        }
        return matcher.group(1);
    }

    private String first(Pattern pattern) {
        var matcher = pattern.matcher(html);
        if (!matcher.find()) {
            throw new AssertionError("nothing like " + pattern + " in " + html);
        }
        return matcher.group(1);
    }
}
