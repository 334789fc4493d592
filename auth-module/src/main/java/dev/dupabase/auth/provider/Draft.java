package dev.dupabase.auth.provider;

import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.auth.identity.ExternalProfile.Email;
import dev.dupabase.auth.user.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A profile in the making. What is empty is left out.
final class Draft {
    private final String subject;
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> custom = new LinkedHashMap<>();
    private final List<Email> emails = new ArrayList<>();

    /// @param issuer who says all this
    Draft(String issuer, String subject) {
        if (subject.isEmpty()) {
            throw new ProviderFault("the provider did not say who it is");
        }
        this.subject = subject;
        claim("iss", issuer);
        claim("provider_id", subject);
    }

    Draft claim(String name, String value) {
        if (!value.isEmpty()) {
            claims.put(name, value);
        }
        return this;
    }

    /// Under both names that clients know.
    Draft name(String value) {
        return claim("name", value).claim("full_name", value);
    }

    Draft userName(String value) {
        return claim("preferred_username", value).claim("user_name", value);
    }

    Draft picture(String url) {
        return claim("picture", url).claim("avatar_url", url);
    }

    Draft custom(String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            custom.put(name, Columns.JSON.treeToValue(value, Object.class));
        }
        return this;
    }

    Draft email(String address, boolean verified) {
        if (!address.isEmpty()) {
            emails.add(new Email(address, verified, emails.isEmpty()));
        }
        return this;
    }

    Draft email(Email email) {
        emails.add(email);
        return this;
    }

    ExternalProfile of(String provider) {
        if (!custom.isEmpty()) {
            claims.put("custom_claims", custom);
        }
        return new ExternalProfile(provider, subject, List.copyOf(emails), claims);
    }
}
