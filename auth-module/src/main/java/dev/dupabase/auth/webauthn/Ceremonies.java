package dev.dupabase.auth.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Judges the answers to challenges. Attestations are not: none is asked for, as GoTrue asks for
/// none, and what kind of authenticator it is decides nothing.
@Component
public class Ceremonies {
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager =
            WebAuthnManager.createNonStrictWebAuthnManager(converter);

    /// The credential that was made.
    ///
    /// @throws CeremonyFault if the answer cannot be read, or does not fit the ceremony
    public Credential made(Ceremony ceremony, CredentialResponse response) throws CeremonyFault {
        var request =
                new RegistrationRequest(
                        response.part("attestationObject"), response.part("clientDataJSON"));
        var data = read(() -> manager.parse(request));
        var parameters = new RegistrationParameters(server(ceremony), Algorithms.PARAMETERS, false);
        try {
            return credential(manager.verify(data, parameters), response);
        } catch (WebAuthnException | IllegalArgumentException e) {
            throw new CeremonyFault(CeremonyFault.Kind.UNTRUE, e);
        }
    }

    /// The library lets faults of its readers through.
    private static <T> T read(Supplier<@Nullable T> reader) throws CeremonyFault {
        try {
            return Objects.requireNonNull(reader.get());
        } catch (WebAuthnException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException e) {
            throw new CeremonyFault(CeremonyFault.Kind.MALFORMED, e);
        }
    }

    private Credential credential(RegistrationData data, CredentialResponse response)
            throws CeremonyFault {
        var attestation = Objects.requireNonNull(data.getAttestationObject());
        var authenticator = attestation.getAuthenticatorData();
        var attested = authenticator.getAttestedCredentialData();
        if (attested == null) {
            throw new CeremonyFault(CeremonyFault.Kind.UNTRUE, "no credential was made");
        }
        return new Credential(
                Credential.Handle.of(
                        attested.getCredentialId(), Credential.sorted(response.transports())),
                Base64.getEncoder()
                        .encodeToString(
                                converter.getCborMapper().writeValueAsBytes(attested.getCOSEKey())),
                attestation.getFormat(),
                Objects.requireNonNullElse(attested.getAaguid().getValue(), new UUID(0, 0)),
                authenticator.getSignCount(),
                authenticator.isFlagBE(),
                authenticator.isFlagBS());
    }

    /// That the answer was signed by this credential.
    ///
    /// @throws CeremonyFault if it was not, or cannot be read
    public Assertion signed(Ceremony ceremony, Credential credential, CredentialResponse response)
            throws CeremonyFault {
        var request =
                new AuthenticationRequest(
                        response.id(),
                        response.userHandle().orElse(null),
                        response.part("authenticatorData"),
                        response.part("clientDataJSON"),
                        response.part("signature"));
        var data = read(() -> manager.parse(request));
        var parameters =
                new AuthenticationParameters(server(ceremony), record(credential), null, false);
        try {
            var authenticator =
                    Objects.requireNonNull(manager.verify(data, parameters).getAuthenticatorData());
            return new Assertion(authenticator.getSignCount(), authenticator.isFlagBS());
        } catch (WebAuthnException | IllegalArgumentException e) {
            throw new CeremonyFault(CeremonyFault.Kind.UNTRUE, e);
        }
    }

    /// The count is compared by whoever stores it: here it would end the ceremony unlogged.
    private CredentialRecordImpl record(Credential credential) {
        var key = converter.getCborMapper().readValue(credential.cose(), COSEKey.class);
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                credential.backupEligible(),
                credential.backedUp(),
                0,
                new AttestedCredentialData(
                        new AAGUID(credential.aaguid()),
                        credential.handle().bytes(),
                        Objects.requireNonNull(key)),
                null,
                null,
                null,
                null);
    }

    private static ServerProperty server(Ceremony ceremony) {
        var origins = new HashSet<Origin>();
        ceremony.origins().forEach(origin -> origins.add(new Origin(origin)));
        return ServerProperty.builder()
                .origins(origins)
                .rpId(ceremony.rpId())
                .challenge(
                        new DefaultChallenge(Base64.getUrlDecoder().decode(ceremony.challenge())))
                .build();
    }
}
