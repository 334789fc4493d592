package dev.dupabase.auth.password;

import dev.dupabase.platform.outbound.GuardedHttpClient;
import dev.dupabase.platform.outbound.OutboundException;
import dev.dupabase.platform.outbound.OutboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks Have I Been Pwned whether a password has leaked somewhere. All it learns is the beginning
/// of the password's hash, which thousands of others share.
@Component
class LeakedPasswords {
    private static final Logger LOG = LoggerFactory.getLogger(LeakedPasswords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TOLD = 5;

    /// What the service says.
    enum Finding {
        LEAKED,
        NOT_FOUND,
        NO_ANSWER
    }

    private final GuardedHttpClient client;
    private final PwnedAddress address;

    LeakedPasswords(GuardedHttpClient client, PwnedAddress address) {
        this.client = client;
        this.address = address;
    }

    /// @param userAgent as which the service knows the caller
    Finding find(String password, String userAgent) {
        var hash = sha1(password);
        var request =
                OutboundRequest.get(URI.create(address.address() + hash.substring(0, TOLD)))
                        .header("Add-Padding", "true")
                        .header("User-Agent", userAgent)
                        .within(PATIENCE);
        try {
            var response = client.send(request);
            if (!response.isSuccess()) {
                LOG.warn("leaked passwords: status {}", response.status());
                return Finding.NO_ANSWER;
            }
            return contains(response.body(), hash.substring(TOLD))
                    ? Finding.LEAKED
                    : Finding.NOT_FOUND;
        } catch (OutboundException e) {
            LOG.warn("leaked passwords: {}", e.getMessage());
            return Finding.NO_ANSWER;
        }
    }

    /// Lines are `<rest of the hash>:<count>`; those with count 0 are padding.
    private static boolean contains(String lines, String rest) {
        return lines.lines()
                .map(String::strip)
                .anyMatch(line ->
                        line.regionMatches(true, 0, rest + ":", 0, rest.length() + 1)
                                && !line.substring(rest.length() + 1).strip().equals("0"));
    }

    private static String sha1(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(
                            MessageDigest.getInstance("SHA-1")
                                    .digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
