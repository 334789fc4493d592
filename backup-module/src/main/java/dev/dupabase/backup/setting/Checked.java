package dev.dupabase.backup.setting;

import dev.dupabase.backup.crypt.AgeKeys;
import dev.dupabase.backup.error.BackupError;
import dev.dupabase.platform.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the fields of settings; each refusal names its field. Whether there is such a bucket is
/// not asked: settings may be saved before it is made.
final class Checked {
    private static final Pattern BUCKET =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.*'()/=-]{0,200}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,256}");
    private static final int MOST_RECIPIENTS = 10;
    private static final int MOST_DAYS = 3650;
    private static final int USUAL_DAYS = 30;

    private Checked() {}

    static URI endpoint(@Nullable String text) {
        var given = required("s3_endpoint", text);
        try {
            var uri = new URI(given.replaceFirst("/+$", ""));
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && String.valueOf(uri.getRawPath()).isEmpty()
                    && given.length() <= 300) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw invalid("s3_endpoint", "is not a URL");
        }
        throw invalid("s3_endpoint", "must be like https://s3.example.com, without a path");
    }

    static String region(@Nullable String text) {
        var region = text == null || text.isBlank() ? "us-east-1" : text.strip();
        require(REGION.matcher(region).matches(), "s3_region", "is not a region");
        return region;
    }

    static String bucket(@Nullable String text) {
        var bucket = required("s3_bucket", text);
        require(BUCKET.matcher(bucket).matches(), "s3_bucket", "is not the name of a bucket");
        return bucket;
    }

    static String key(String field, @Nullable String text) {
        var key = required(field, text);
        require(KEY.matcher(key).matches(), field, "is not a key");
        return key;
    }

    /// Ends with a slash, unless it is empty.
    static String prefix(@Nullable String text) {
        var prefix = text == null ? "" : text.strip().replaceFirst("^/+", "");
        require(
                PREFIX.matcher(prefix).matches() && !List.of(prefix.split("/")).contains(".."),
                "s3_path_prefix",
                "may hold letters, digits, slashes and -_.!*'()=");
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    static Schedule schedule(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Schedule.DAILY;
        }
        try {
            return Schedule.ofLabel(text);
        } catch (IllegalArgumentException e) {
            throw invalid("schedule", "must be hourly, daily or weekly");
        }
    }

    static int retentionDays(@Nullable Integer days) {
        if (days == null || days <= 0) {
            return USUAL_DAYS;
        }
        require(days <= MOST_DAYS, "retention_days", "must be at most " + MOST_DAYS);
        return days;
    }

    static boolean encryption(@Nullable String text) {
        var wanted = text == null || text.isBlank() ? "none" : text.strip();
        require(wanted.equals("none") || wanted.equals("age"), "encryption", "must be none or age");
        return wanted.equals("age");
    }

    static List<String> recipients(@Nullable List<String> given) {
        if (given == null) {
            return List.of();
        }
        var recipients = given.stream().map(String::strip).distinct().toList();
        require(
                recipients.size() <= MOST_RECIPIENTS,
                "age_recipients",
                "may be at most " + MOST_RECIPIENTS);
        for (var recipient : recipients) {
            require(
                    AgeKeys.isPublicKey(recipient),
                    "age_recipients",
                    "'%s' is not a public key of age (age1…)".formatted(recipient));
        }
        return recipients;
    }

    private static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw invalid(field, "is required");
        }
        return text.strip();
    }

    private static void require(boolean condition, String field, String rule) {
        if (!condition) {
            throw invalid(field, rule);
        }
    }

    static ApiException invalid(String field, String rule) {
        return new ApiException(BackupError.BACKUP_INVALID, field + " " + rule).field(field, rule);
    }
}
