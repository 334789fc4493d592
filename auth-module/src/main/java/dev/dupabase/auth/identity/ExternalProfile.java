package dev.dupabase.auth.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a provider tells of somebody who has proven to it who they are.
///
/// @param provider as identities spell it, such as `github` or `sso:<uuid>`
/// @param subject the provider's own id for them
/// @param claims what identity data keep beside address and id; only what is known
public record ExternalProfile(
        String provider, String subject, List<Email> emails, Map<String, @Nullable Object> claims) {
    /// An address, and whether the provider has seen its owner there.
    public record Email(String address, boolean verified, boolean primary) {
        public Email {
            address = address.toLowerCase(Locale.ROOT);
        }
    }

    /// One address, or none if it is empty.
    public static List<Email> email(String address, boolean verified) {
        return address.isEmpty() ? List.of() : List.of(new Email(address, verified, true));
    }

    public Optional<Email> primary() {
        return emails.stream()
                .filter(Email::primary)
                .findFirst()
                .or(() -> emails.stream().findFirst());
    }

    /// What is stored with the identity, and merged into the user's metadata.
    public Map<String, @Nullable Object> data() {
        var data = new LinkedHashMap<String, @Nullable Object>(claims);
        data.put("sub", subject);
        primary().ifPresent(email -> data.put("email", email.address()));
        data.put("email_verified", primary().filter(Email::verified).isPresent());
        data.putIfAbsent("phone_verified", false);
        return data;
    }
}
