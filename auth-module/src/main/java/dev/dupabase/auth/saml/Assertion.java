package dev.dupabase.auth.saml;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an identity provider has said of somebody, checked.
///
/// @param nameId the subject, in the given format; may be empty
/// @param attributes by name and by friendly name
/// @param usableUntil after which it could not be used again anyway
/// @param sessionEnd when the provider wants the session to end
record Assertion(
        String id,
        String nameId,
        String nameIdFormat,
        Map<String, List<String>> attributes,
        Instant usableUntil,
        Optional<Instant> sessionEnd) {}
