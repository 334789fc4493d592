package dev.dupabase.auth.web3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(Lifecycle.PER_CLASS)
class Web3GrantTest extends AuthServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final String APP = "https://app.example/welcome";

    private final SecureRandom random = new SecureRandom();
    private final BigInteger ethereumKey = new BigInteger(255, random).mod(CURVE.getN());
    private final Ed25519PrivateKeyParameters solanaKey = new Ed25519PrivateKeyParameters(random);
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        """
                        {"EXTERNAL_WEB3_ETHEREUM_ENABLED": true, "EXTERNAL_WEB3_SOLANA_ENABLED": true,
                         "URI_ALLOW_LIST": "https://app.example/**,https://app.example/"}
                        """);
    }

    private String ethereumAddress() {
        return EthereumSignature.address(CURVE.getG().multiply(ethereumKey).normalize());
    }

    private String solanaAddress() {
        var digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        var number = new BigInteger(1, solanaKey.generatePublicKey().getEncoded());
        var text = new StringBuilder();
        while (number.signum() > 0) {
            var parts = number.divideAndRemainder(BigInteger.valueOf(58));
            text.append(digits.charAt(parts[1].intValue()));
            number = parts[0];
        }
        for (byte first : solanaKey.generatePublicKey().getEncoded()) {
            if (first != 0) {
                break;
            }
            text.append('1');
        }
        return text.reverse().toString();
    }

    private static String message(
            String chain, String address, String domain, String uri, Instant at, String more) {
        return """
        %s wants you to sign in with your %s account:
        %s

        Welcome to the shop

        URI: %s
        Version: 1
        Chain ID: 1
        Nonce: abcdefgh
        Issued At: %s%s\
        """
                .formatted(domain, chain, address, uri, at, more);
    }

    private String ethereum(String more) {
        return message("Ethereum", ethereumAddress(), "app.example", APP, Instant.now(), more);
    }

    /// ECDSA with a random number of one use, the lower `s`, and which point it was.
    private String sign(String message) {
        var order = CURVE.getN();
        var text = message.getBytes(UTF_8);
        var prefix = "\u0019Ethereum Signed Message:\n" + text.length;
        var e = new BigInteger(1, EthereumSignature.keccak(prefix.getBytes(UTF_8), text));
        var k = new BigInteger(250, random);
        var point = CURVE.getG().multiply(k).normalize();
        var r = point.getAffineXCoord().toBigInteger().mod(order);
        var s = k.modInverse(order).multiply(e.add(r.multiply(ethereumKey))).mod(order);
        int odd = point.getAffineYCoord().toBigInteger().testBit(0) ? 1 : 0;
        if (s.compareTo(order.shiftRight(1)) > 0) {
            s = order.subtract(s);
            odd = 1 - odd;
        }
        return "0x%064x%064x".formatted(r, s) + HexFormat.of().toHexDigits((byte) (27 + odd));
    }

    private String signSolana(String message) {
        var signer = new Ed25519Signer();
        signer.init(true, solanaKey);
        var bytes = message.getBytes(UTF_8);
        signer.update(bytes, 0, bytes.length);
        return Base64.getEncoder().encodeToString(signer.generateSignature());
    }

    private Reply signIn(String chain, String message, String signature) {
        return project.post(
                "/token?grant_type=web3",
                JSON.writeValueAsString(
                        Map.of("chain", chain, "message", message, "signature", signature)));
    }

    private static void refused(Reply reply, String description) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("invalid_grant");
        assertThat(reply.text("error_description")).isEqualTo(description);
    }

    @Test
    void a_wallet_of_ethereum_signs_in_however_its_address_is_written() {
        var message = ethereum("");
        var first = signIn("ethereum", message, sign(message)).ok();
        var upper =
                message.replace(
                        ethereumAddress(),
                        "0x" + ethereumAddress().substring(2).toUpperCase(Locale.ROOT));
        var second = signIn("ethereum", upper, sign(upper)).ok();

        assertThat(second.text("user.id")).isEqualTo(first.text("user.id"));
        assertThat(first.text("user.email")).isEmpty();
        var identity = first.at("user.identities").path(0);
        assertThat(identity.path("id").asString()).isEqualTo("web3:ethereum:" + ethereumAddress());
        var claims = identity.path("identity_data").path("custom_claims");
        assertThat(claims.path("address").asString()).isEqualTo(ethereumAddress());
        assertThat(claims.path("chain").asString()).isEqualTo("ethereum");
        assertThat(claims.path("statement").asString()).isEqualTo("Welcome to the shop");
        assertThat(
                        project.query(
                                "select authentication_method from auth.mfa_amr_claims where session_id = '%s'"
                                        .formatted(first.header("sb-auth-session-id"))))
                .containsExactly("web3");
    }

    @Test
    void a_wallet_of_solana_signs_in() {
        var message =
                message(
                        "Solana",
                        solanaAddress(),
                        "app.example",
                        APP,
                        Instant.now(),
                        "\nResources:\n- https://app.example/terms");

        var session = signIn("solana", message, signSolana(message)).ok();

        assertThat(session.text("user.identities.0.id"))
                .isEqualTo("web3:solana:" + solanaAddress());
    }

    @Test
    void a_known_signature_of_another_implementation_is_understood() {
        // The example of the documentation of web3.js.
        var signature =
                EthereumSignature.parse(
                        "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
                                + "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a029"
                                + "1c");

        assertThat(signature.isBy("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", "Some data"))
                .isTrue();
        assertThat(signature.isBy("0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", "Other data"))
                .isFalse();
        assertThat(HexFormat.of().formatHex(EthereumSignature.keccak("".getBytes(UTF_8))))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
        assertThat(EthereumSignature.address(CURVE.getG()))
                .isEqualTo("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
    }

    @Test
    void another_signature_or_another_message_is_refused() {
        var message = ethereum("");
        var other = message.replace("Welcome", "Come in");
        var wrong = "Signature does not match address in message";

        refused(signIn("ethereum", other, sign(message)), wrong);
        refused(signIn("ethereum", message, "0x" + "00".repeat(65)), wrong);
        var solana = message("Solana", solanaAddress(), "app.example", APP, Instant.now(), "");
        refused(signIn("solana", solana.replace("Welcome", "Come in"), signSolana(solana)), wrong);
        signIn("ethereum", message, "0x00")
                .refused(
                        400,
                        "validation_failed",
                        "signature must be 65 bytes long, encoded as a 130 character-long"
                                + " hexadecimal string");
        signIn("solana", solana, "abc")
                .refused(
                        400,
                        "validation_failed",
                        "signature must be 64 bytes encoded as base64 with or without padding");
    }

    @Test
    void a_message_for_another_application_is_refused() {
        var now = Instant.now();
        var address = ethereumAddress();
        var start = "Signed Ethereum message is using ";
        var evil = message("Ethereum", address, "evil.example", "https://evil.example/", now, "");
        refused(
                signIn("ethereum", evil, sign(evil)),
                start
                        + "URI which is not allowed on this server, message was signed for another"
                        + " app");
        var plain = message("Ethereum", address, "app.example", "http://app.example/", now, "");
        refused(signIn("ethereum", plain, sign(plain)), start + "URI which does not use HTTPS");
        var domain = message("Ethereum", address, "evil.example", APP, now, "");
        refused(
                signIn("ethereum", domain, sign(domain)),
                start
                        + "a Domain that does not match the one in URI which is not allowed on this"
                        + " server");
    }

    @Test
    void a_message_counts_in_its_time_only() {
        var now = Instant.now();
        var address = ethereumAddress();
        var old = now.minus(Duration.ofMinutes(30));
        var late = message("Ethereum", address, "app.example", APP, old, "");
        refused(signIn("ethereum", late, sign(late)), "Ethereum message was issued too long ago");
        var soon = now.plus(Duration.ofMinutes(30));
        var early = message("Ethereum", address, "app.example", APP, soon, "");
        refused(
                signIn("ethereum", early, sign(early)),
                "Ethereum message was issued too far in the future");
        var expired = ethereum("\nExpiration Time: " + now.minusSeconds(60));
        refused(signIn("ethereum", expired, sign(expired)), "Signed Ethereum message is expired");
        var future = ethereum("\nNot Before: " + soon);
        refused(
                signIn("ethereum", future, sign(future)),
                "Signed Ethereum message becomes valid in the future");
    }

    @Test
    void a_message_that_is_none_is_refused() {
        signIn("ethereum", "short", "x").refused(400, "validation_failed", "message is too short");
        signIn("ethereum", "x".repeat(21_000), "x")
                .refused(400, "validation_failed", "message must not exceed 20KB");
        signIn("ethereum", "x\n".repeat(60), "x")
                .refused(400, "validation_failed", "message does not have the right first line");
        signIn("bitcoin", "x", "x").refused(400, "web3_unsupported_chain", "Unsupported chain");
    }

    @Test
    void wallets_are_off_unless_switched_on() {
        var off = newProject();
        off.post("/token?grant_type=web3", "{\"chain\":\"ethereum\"}")
                .refused(422, "web3_provider_disabled", "Web3 provider is disabled");
        var half = newProject("{\"EXTERNAL_WEB3_ETHEREUM_ENABLED\": true}");
        half.post("/token?grant_type=web3", "{\"chain\":\"solana\"}")
                .refused(422, "web3_provider_disabled", "Solana Web3 provider is disabled");
    }
}
