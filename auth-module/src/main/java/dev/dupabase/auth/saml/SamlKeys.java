package dev.dupabase.auth.saml;

import dev.dupabase.platform.secret.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// Our key towards identity providers, and the certificate that carries its public half. The
/// certificate follows from the key alone, so that every instance publishes the same.
record SamlKeys(RSAPrivateCrtKey key) {
    private static final int LEAST_BITS = 2048;
    private static final AlgorithmIdentifier SHA256_RSA =
            new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2049-12-31T00:00:00Z");

    /// @param secret Base64 of PKCS #1 or PKCS #8, or PEM
    /// @throws SamlFault if it is not an RSA key of at least 2048 bits
    static SamlKeys of(Secret secret) {
        var body = secret.reveal().replaceAll("-----[A-Z ]+-----", "");
        try {
            var bytes = Base64.getMimeDecoder().decode(body);
            var key = read(bytes);
            if (key.getModulus().bitLength() < LEAST_BITS) {
                throw new SamlFault("the private key must have at least 2048 bits");
            }
            return new SamlKeys(key);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new SamlFault("the private key is not an RSA key in PKCS #1 or PKCS #8", e);
        }
    }

    private static RSAPrivateCrtKey read(byte[] bytes) throws GeneralSecurityException {
        var factory = KeyFactory.getInstance("RSA");
        try {
            var parts = RSAPrivateKey.getInstance(bytes);
            return (RSAPrivateCrtKey)
                    factory.generatePrivate(
                            new RSAPrivateCrtKeySpec(
                                    parts.getModulus(),
                                    parts.getPublicExponent(),
                                    parts.getPrivateExponent(),
                                    parts.getPrime1(),
                                    parts.getPrime2(),
                                    parts.getExponent1(),
                                    parts.getExponent2(),
                                    parts.getCoefficient()));
        } catch (IllegalArgumentException | ClassCastException e) {
            return (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(bytes));
        }
    }

    PrivateKey privateKey() {
        return key;
    }

    /// RSA-SHA256 over text.
    String sign(String text) {
        try {
            return Base64.getEncoder().encodeToString(sign(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    private byte[] sign(byte[] bytes) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    /// Self-signed, Base64 of DER.
    String certificate() {
        try {
            var name = new X500Name("CN=Dupabase SAML");
            var modulus = key.getModulus();
            var tbs = new V3TBSCertificateGenerator();
            tbs.setSerialNumber(new ASN1Integer(serial(modulus)));
            tbs.setIssuer(name);
            tbs.setSubject(name);
            tbs.setStartDate(new Time(Date.from(FROM)));
            tbs.setEndDate(new Time(Date.from(TO)));
            tbs.setSignature(SHA256_RSA);
            tbs.setSubjectPublicKeyInfo(
                    new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(
                                    PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                            new RSAPublicKey(modulus, key.getPublicExponent())));
            var body = tbs.generateTBSCertificate();
            var whole = new ASN1EncodableVector();
            whole.add(body);
            whole.add(SHA256_RSA);
            whole.add(new DERBitString(sign(body.getEncoded(ASN1Encoding.DER))));
            return Base64.getEncoder()
                    .encodeToString(new DERSequence(whole).getEncoded(ASN1Encoding.DER));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate of our own key", e);
        }
    }

    private static BigInteger serial(BigInteger modulus) throws GeneralSecurityException {
        var hash = MessageDigest.getInstance("SHA-256").digest(modulus.toByteArray());
        return new BigInteger(1, hash).shiftRight(100);
    }
}
