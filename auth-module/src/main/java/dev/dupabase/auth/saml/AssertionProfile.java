package dev.dupabase.auth.saml;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.platform.error.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts an assertion into our words, by the provider's mapping of attributes.
final class AssertionProfile {
    private static final Set<String> STANDARD =
            Set.of(
                    "name",
                    "full_name",
                    "family_name",
                    "given_name",
                    "middle_name",
                    "nickname",
                    "preferred_username",
                    "user_name",
                    "picture",
                    "avatar_url",
                    "profile",
                    "website",
                    "gender",
                    "birthdate",
                    "zoneinfo",
                    "locale",
                    "phone",
                    "slug");

    private static final List<String> EMAILS =
            List.of(
                    "email",
                    "mail",
                    "Email",
                    "emailAddress",
                    "urn:oid:0.9.2342.19200300.100.1.3",
                    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                    "http://schemas.xmlsoap.org/claims/EmailAddress");

    private static final List<String> SUBJECTS =
            List.of(
                    "urn:oasis:names:tc:SAML:attribute:subject-id",
                    "urn:oid:1.3.6.1.4.1.5923.1.1.1.13",
                    "urn:oasis:names:tc:SAML:attribute:pairwise-id");

    private AssertionProfile() {}

    /// @throws ApiException if it does not say who it is
    static ExternalProfile of(SsoProvider provider, Assertion assertion) {
        var mapped = mapped(provider, assertion);
        var subject = subject(assertion, mapped);
        var email = email(assertion, mapped);
        var claims = new LinkedHashMap<String, @Nullable Object>();
        var custom = new LinkedHashMap<String, @Nullable Object>();
        mapped.forEach((name, value) -> {
            if (name.equals("email") || name.equals("sub")) {
                return;
            }
            (STANDARD.contains(name) ? claims : custom).put(name, value);
        });
        claims.put("iss", provider.entityId());
        claims.put("provider_id", subject);
        if (!custom.isEmpty()) {
            claims.put("custom_claims", custom);
        }
        return new ExternalProfile(
                provider.identityProvider(), subject, ExternalProfile.email(email, true), claims);
    }

    private static String subject(Assertion assertion, Map<String, Object> mapped) {
        if (mapped.get("sub") instanceof String sub && !sub.isEmpty()) {
            return sub;
        }
        var lasting =
                !assertion.nameId().isEmpty()
                        && !assertion.nameIdFormat().equals(SamlNames.TRANSIENT);
        return Optional.of(assertion.nameId())
                .filter(name -> lasting)
                .or(() -> first(assertion, SUBJECTS))
                .orElseThrow(() ->
                        AuthError.SAML_ASSERTION_NO_USER_ID.refuse(
                                "SAML Assertion did not contain a persistent Subject Identifier"
                                        + " attribute or Subject NameID uniquely identifying this"
                                        + " user"));
    }

    private static String email(Assertion assertion, Map<String, Object> mapped) {
        if (mapped.get("email") instanceof String email && !email.isEmpty()) {
            return email;
        }
        return first(assertion, EMAILS)
                .or(() ->
                        Optional.of(assertion.nameId())
                                .filter(name -> assertion.nameIdFormat().equals(SamlNames.EMAIL)))
                .filter(text -> text.contains("@"))
                .orElseThrow(() ->
                        AuthError.SAML_ASSERTION_NO_EMAIL.refuse(
                                "SAML Assertion does not contain an email address"));
    }

    private static Optional<String> first(Assertion assertion, List<String> names) {
        return names.stream()
                .flatMap(name -> assertion.attributes().getOrDefault(name, List.of()).stream())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Map<String, Object> mapped(SsoProvider provider, Assertion assertion) {
        var found = new LinkedHashMap<String, Object>();
        if (provider.attributeMapping().get("keys") instanceof Map<?, ?> keys) {
            keys.forEach((claim, rule) -> {
                if (rule instanceof Map<?, ?> how) {
                    var value = value(how, assertion);
                    if (value != null) {
                        found.put(String.valueOf(claim), value);
                    }
                }
            });
        }
        return found;
    }

    private static @Nullable Object value(Map<?, ?> rule, Assertion assertion) {
        var names = new ArrayList<String>();
        if (rule.get("name") instanceof String name) {
            names.add(name);
        }
        if (rule.get("names") instanceof List<?> more) {
            more.forEach(name -> names.add(String.valueOf(name)));
        }
        for (var name : names) {
            var values = assertion.attributes().getOrDefault(name, List.of());
            if (!values.isEmpty()) {
                return Boolean.TRUE.equals(rule.get("array")) ? values : values.getFirst();
            }
        }
        return rule.get("default");
    }
}
