package dev.dupabase.auth.provider;

import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.auth.settings.ProviderSettings;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Twitter as it was, with OAuth 1.0a (RFC 5849): every request is signed, and the secret of the
/// request token waits here for the user's return.
final class TwitterProvider implements Provider {
    private static final String HOST = "https://api.twitter.com";
    private static final String HMAC = "HmacSHA1";

    private final ProviderSettings settings;
    private final ProviderHttp http;
    private final String host;

    TwitterProvider(ProviderSettings settings, ProviderHttp http) {
        this.settings = settings;
        this.http = http;
        this.host = OidcDirectory.withoutSlash(settings.url().orElse(HOST));
    }

    @Override
    public String name() {
        return "twitter";
    }

    @Override
    public boolean usesPkce() {
        return false;
    }

    @Override
    public boolean isEmailOptional() {
        return settings.emailOptional();
    }

    /// Version 1.0a has no state, so it travels in the address of the way back.
    @Override
    public Departure depart(Start start) {
        var callback =
                start.redirectUri()
                        + (start.redirectUri().contains("?") ? "&" : "?")
                        + "state="
                        + start.state();
        var answer =
                signedPost(
                        host + "/oauth/request_token", Map.of("oauth_callback", callback), "", "");
        var token = required(answer, "oauth_token");
        return new Departure(
                host + "/oauth/authenticate?oauth_token=" + ProviderHttp.encode(token),
                token + " " + required(answer, "oauth_token_secret"));
    }

    @Override
    public ProviderTokens exchange(Return back) {
        var kept = back.secret().orElse("").split(" ", 2);
        var token = back.values().getOrDefault("oauth_token", "");
        if (kept.length != 2 || !kept[0].equals(token)) {
            throw new ProviderFault("not the request token that was given");
        }
        var answer =
                signedPost(
                        host + "/oauth/access_token",
                        Map.of("oauth_verifier", back.code()),
                        token,
                        kept[1]);
        return new ProviderTokens(
                required(answer, "oauth_token"),
                required(answer, "oauth_token_secret"),
                "",
                Columns.JSON.createObjectNode());
    }

    @Override
    public ExternalProfile profile(ProviderTokens tokens, Return back) {
        var address = host + "/1.1/account/verify_credentials.json";
        var query = Map.of("include_email", "true");
        var header =
                header(
                        "GET",
                        address,
                        query,
                        Map.of(),
                        tokens.accessToken(),
                        tokens.refreshToken());
        var user =
                http.get(
                        address + "?" + ProviderHttp.encode(query),
                        Map.of("Authorization", header));
        return new Draft(host + "/1.1/account/verify_credentials.json", Json.text(user, "/id_str"))
                .name(Json.text(user, "/name"))
                .userName(Json.text(user, "/screen_name"))
                .picture(Json.text(user, "/profile_image_url_https"))
                .email(Json.text(user, "/email"), true)
                .of(name());
    }

    private Map<String, String> signedPost(
            String address, Map<String, String> more, String token, String tokenSecret) {
        var header = header("POST", address, Map.of(), more, token, tokenSecret);
        var answer = http.postForText(address, Map.of(), Map.of("Authorization", header));
        var values = new HashMap<String, String>();
        for (var pair : answer.split("&")) {
            var halves = pair.split("=", 2);
            if (halves.length == 2) {
                values.put(halves[0], URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private String header(
            String method,
            String address,
            Map<String, String> query,
            Map<String, String> more,
            String token,
            String tokenSecret) {
        var values = new TreeMap<String, String>(more);
        values.put("oauth_consumer_key", settings.clientIds().getFirst());
        values.put("oauth_nonce", UUID.randomUUID().toString().replace("-", ""));
        values.put("oauth_signature_method", "HMAC-SHA1");
        values.put("oauth_timestamp", Long.toString(Instant.now().getEpochSecond()));
        values.put("oauth_version", "1.0");
        if (!token.isEmpty()) {
            values.put("oauth_token", token);
        }
        var signed = new TreeMap<>(values);
        signed.putAll(query);
        var base = method + "&" + percent(address) + "&" + percent(pairs(signed));
        values.put("oauth_signature", sign(base, tokenSecret));
        return "OAuth "
                + values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=\"" + percent(entry.getValue()) + "\"")
                        .collect(Collectors.joining(", "));
    }

    private static String pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> percent(entry.getKey()) + "=" + percent(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String sign(String base, String tokenSecret) {
        var secret = settings.secret().map(Secret::reveal).orElse("");
        var key = percent(secret) + "&" + percent(tokenSecret);
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /// RFC 3986, which differs from forms in three characters.
    private static String percent(String text) {
        return ProviderHttp.encode(text)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String required(Map<String, String> values, String name) {
        var value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new ProviderFault("no %s came".formatted(name));
        }
        return value;
    }
}
