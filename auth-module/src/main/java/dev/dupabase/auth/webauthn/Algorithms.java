package dev.dupabase.auth.webauthn;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.util.List;

/// The signatures that are taken, the preferred one first: ES256, EdDSA, RS256.
final class Algorithms {
    private static final List<COSEAlgorithmIdentifier> TAKEN =
            List.of(
                    COSEAlgorithmIdentifier.ES256,
                    COSEAlgorithmIdentifier.EdDSA,
                    COSEAlgorithmIdentifier.RS256);

    /// As COSE numbers them.
    static final List<Long> NUMBERS =
            TAKEN.stream().map(COSEAlgorithmIdentifier::getValue).toList();

    static final List<PublicKeyCredentialParameters> PARAMETERS =
            TAKEN.stream()
                    .map(algorithm ->
                            new PublicKeyCredentialParameters(
                                    PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();

    private Algorithms() {}
}
