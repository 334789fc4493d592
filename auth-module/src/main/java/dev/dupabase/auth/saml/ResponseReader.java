package dev.dupabase.auth.saml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Checks a response in full (SAML profiles §4.1.4) and reads its assertion: who signed it, whom it
/// is for, when it counts, what it answers.
///
/// @param audience our entity id
/// @param recipient the address it is sent to
/// @param requestId what it must answer; empty: it must answer nothing
record ResponseReader(
        IdpMetadata idp,
        String audience,
        String recipient,
        Optional<String> requestId,
        Instant now) {
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /// Who a response says it is from; nothing is checked yet.
    static String issuer(Document document) {
        var root = document.getDocumentElement();
        if (!Xml.is(root, SamlNames.PROTOCOL, "Response")) {
            throw new SamlFault("it is not a SAML response");
        }
        return Xml.child(root, SamlNames.ASSERTION, "Issuer")
                .or(() ->
                        Xml.child(root, SamlNames.ASSERTION, "Assertion")
                                .flatMap(one -> Xml.child(one, SamlNames.ASSERTION, "Issuer")))
                .map(element -> element.getTextContent().strip())
                .orElseThrow(() -> new SamlFault("the response does not say who it is from"));
    }

    /// @throws SamlFault if anything is not as it should be
    Assertion read(Document document) {
        var response = document.getDocumentElement();
        requireResponse(response);
        if (Xml.count(document, SamlNames.ASSERTION, "Assertion") != 1
                || Xml.count(document, SamlNames.PROTOCOL, "Response") != 1) {
            throw new SamlFault("there must be one assertion");
        }
        var assertion =
                Xml.child(response, SamlNames.ASSERTION, "Assertion")
                        .orElseThrow(() -> new SamlFault("the assertion is not in its place"));
        var responseSigned = SamlSignatures.isSigned(response);
        if (responseSigned) {
            SamlSignatures.require(response, idp.keys());
        }
        if (!responseSigned || SamlSignatures.isSigned(assertion)) {
            SamlSignatures.require(assertion, idp.keys());
        }
        return read(assertion);
    }

    private void requireResponse(Element response) {
        if (!Xml.is(response, SamlNames.PROTOCOL, "Response")
                || !response.getAttribute("Version").equals("2.0")) {
            throw new SamlFault("it is not a response of SAML 2.0");
        }
        requireMatch(response.getAttribute("Destination"), recipient, "destination");
        requireAnswer(response.getAttribute("InResponseTo"));
        var status =
                Xml.child(response, SamlNames.PROTOCOL, "Status")
                        .flatMap(found -> Xml.child(found, SamlNames.PROTOCOL, "StatusCode"))
                        .map(code -> code.getAttribute("Value"))
                        .orElse("");
        if (!status.equals(SamlNames.SUCCESS)) {
            throw new SamlFault("the identity provider answers " + status);
        }
    }

    /// An attribute that may be left out, but not be another.
    private static void requireMatch(String given, String expected, String what) {
        if (!given.isEmpty() && !given.equals(expected)) {
            throw new SamlFault("it has another " + what);
        }
    }

    private void requireAnswer(String given) {
        if (!given.equals(requestId.orElse(""))) {
            throw new SamlFault("it does not answer our request");
        }
    }

    private Assertion read(Element assertion) {
        var issuer = text(assertion, "Issuer").orElse("");
        if (!issuer.equals(idp.entityId())) {
            throw new SamlFault("the assertion is another provider's");
        }
        var id = assertion.getAttribute("ID");
        var subject =
                Xml.child(assertion, SamlNames.ASSERTION, "Subject")
                        .orElseThrow(() -> new SamlFault("the assertion has no subject"));
        var until = confirmed(subject);
        requireConditions(assertion);
        var name = Xml.child(subject, SamlNames.ASSERTION, "NameID");
        return new Assertion(
                id,
                name.map(element -> element.getTextContent().strip()).orElse(""),
                name.map(element -> element.getAttribute("Format")).orElse(""),
                attributes(assertion),
                until.plus(LEEWAY),
                sessionEnd(assertion));
    }

    /// Whoever bears it must come to us, in time, with the answer to our request.
    private Instant confirmed(Element subject) {
        for (var confirmation : Xml.children(subject, SamlNames.ASSERTION, "SubjectConfirmation")) {
            var data = Xml.child(confirmation, SamlNames.ASSERTION, "SubjectConfirmationData");
            if (confirmation.getAttribute("Method").equals(SamlNames.BEARER) && data.isPresent()) {
                return confirmedBy(data.get());
            }
        }
        throw new SamlFault("the assertion is not for its bearer");
    }

    private Instant confirmedBy(Element data) {
        if (!data.getAttribute("Recipient").equals(recipient)) {
            throw new SamlFault("the assertion has another recipient");
        }
        var given = data.getAttribute("InResponseTo");
        if (!given.isEmpty() || requestId.isPresent()) {
            requireAnswer(given);
        }
        var end =
                time(data, "NotOnOrAfter")
                        .orElseThrow(() -> new SamlFault("the assertion counts for ever"));
        requireNow(time(data, "NotBefore"), Optional.of(end));
        return end;
    }

    private void requireConditions(Element assertion) {
        var conditions =
                Xml.child(assertion, SamlNames.ASSERTION, "Conditions")
                        .orElseThrow(() -> new SamlFault("the assertion has no conditions"));
        requireNow(time(conditions, "NotBefore"), time(conditions, "NotOnOrAfter"));
        var restrictions = Xml.children(conditions, SamlNames.ASSERTION, "AudienceRestriction");
        if (restrictions.isEmpty()) {
            throw new SamlFault("the assertion is for everybody");
        }
        for (var restriction : restrictions) {
            var forUs =
                    Xml.children(restriction, SamlNames.ASSERTION, "Audience").stream()
                            .anyMatch(one -> one.getTextContent().strip().equals(audience));
            if (!forUs) {
                throw new SamlFault("the assertion is for another audience");
            }
        }
    }

    private void requireNow(Optional<Instant> from, Optional<Instant> to) {
        if (from.filter(start -> now.plus(LEEWAY).isBefore(start)).isPresent()) {
            throw new SamlFault("the assertion does not count yet");
        }
        if (to.filter(end -> !now.minus(LEEWAY).isBefore(end)).isPresent()) {
            throw new SamlFault("the assertion does not count any more");
        }
    }

    private static Map<String, List<String>> attributes(Element assertion) {
        var all = new LinkedHashMap<String, List<String>>();
        for (var statement : Xml.children(assertion, SamlNames.ASSERTION, "AttributeStatement")) {
            for (var attribute : Xml.children(statement, SamlNames.ASSERTION, "Attribute")) {
                var values =
                        Xml.children(attribute, SamlNames.ASSERTION, "AttributeValue").stream()
                                .map(value -> value.getTextContent().strip())
                                .toList();
                for (var name : List.of("Name", "FriendlyName")) {
                    if (attribute.hasAttribute(name)) {
                        all.computeIfAbsent(attribute.getAttribute(name), key -> new ArrayList<>())
                                .addAll(values);
                    }
                }
            }
        }
        return all;
    }

    private static Optional<Instant> sessionEnd(Element assertion) {
        return Xml.children(assertion, SamlNames.ASSERTION, "AuthnStatement").stream()
                .flatMap(statement -> time(statement, "SessionNotOnOrAfter").stream())
                .min(Instant::compareTo);
    }

    private static Optional<String> text(Element parent, String name) {
        return Xml.child(parent, SamlNames.ASSERTION, name)
                .map(element -> element.getTextContent().strip());
    }

    private static Optional<Instant> time(Element element, String name) {
        var text = element.getAttribute(name);
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new SamlFault("%s is not a time".formatted(name), e);
        }
    }
}
