package dev.dupabase.auth.web3;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.platform.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a wallet was asked to sign.
///
/// @param network the chain's id; empty if the message names none
/// @param statement empty if there is none
record SignInMessage(
        String domain,
        String address,
        String statement,
        URI uri,
        String network,
        Instant issuedAt,
        Optional<Instant> notBefore,
        Optional<Instant> expiresAt) {
    private static final Pattern DOMAIN =
            Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?");
    private static final Pattern ETHEREUM_ADDRESS = Pattern.compile("0x[a-fA-F0-9]{40}");
    private static final Pattern SOLANA_ADDRESS = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{32,44}");
    private static final List<String> FIELDS =
            List.of(
                    "URI",
                    "Version",
                    "Chain ID",
                    "Nonce",
                    "Issued At",
                    "Expiration Time",
                    "Not Before",
                    "Request ID");

    /// @throws ApiException if the text is not such a message
    static SignInMessage parse(Chain chain, String text) {
        var lines = List.of(text.split("\n", -1));
        var ending = " wants you to sign in with your %s account:".formatted(chain.title());
        if (lines.size() < 5 || !lines.getFirst().endsWith(ending)) {
            throw malformed("message does not have the right first line");
        }
        var domain = lines.getFirst().substring(0, lines.getFirst().length() - ending.length());
        if (!DOMAIN.matcher(domain).matches()) {
            throw malformed("domain in first line of message is not valid");
        }
        var address = lines.get(1);
        var shape = chain == Chain.ETHEREUM ? ETHEREUM_ADDRESS : SOLANA_ADDRESS;
        if (!shape.matcher(address).matches()) {
            throw malformed("wallet address is not in the expected format");
        }
        if (!lines.get(2).isEmpty()) {
            throw malformed("third line must be empty");
        }
        var hasStatement = !lines.get(3).isEmpty() && lines.get(4).isEmpty();
        int from = 3;
        if (hasStatement) {
            from = 5;
        } else if (lines.get(3).isEmpty()) {
            from = 4;
        }
        var values = fields(lines.subList(from, lines.size()));
        if (!"1".equals(values.get("Version"))) {
            throw malformed("version is not supported");
        }
        return new SignInMessage(
                domain,
                address,
                hasStatement ? lines.get(3) : "",
                uri(values),
                values.getOrDefault("Chain ID", ""),
                time(values, "Issued At")
                        .orElseThrow(() -> malformed("message does not say when it was issued")),
                time(values, "Not Before"),
                time(values, "Expiration Time"));
    }

    private static Map<String, String> fields(List<String> lines) {
        var values = new HashMap<String, String>();
        var inResources = false;
        for (var line : lines) {
            if (line.equals("Resources:") || line.equals("Resources")) {
                inResources = true;
                continue;
            }
            if (line.isEmpty() || (inResources && line.startsWith("- "))) {
                continue;
            }
            int colon = line.indexOf(": ");
            var name = colon < 0 ? "" : line.substring(0, colon);
            if (!FIELDS.contains(name) || inResources) {
                throw malformed("unknown line in message");
            }
            if (values.put(name, line.substring(colon + 2)) != null) {
                throw malformed("message says %s twice".formatted(name));
            }
        }
        return values;
    }

    private static URI uri(Map<String, String> values) {
        var text = values.getOrDefault("URI", "");
        try {
            var uri = new URI(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw malformed("URI in message is not valid");
        }
        throw malformed("URI in message is not valid");
    }

    private static Optional<Instant> time(Map<String, String> values, String name) {
        var text = values.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw malformed("%s in message is not a time".formatted(name));
        }
    }

    private static ApiException malformed(String reason) {
        return AuthError.VALIDATION_FAILED.refuse(reason);
    }
}
