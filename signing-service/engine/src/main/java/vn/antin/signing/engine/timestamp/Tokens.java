package vn.antin.signing.engine.timestamp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;

/** What a question's answer and a kept token have in common. */
final class Tokens {

  // Not installed in the JVM: used for verifying alone, as it knows RSASSA-PSS in CMS form.
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private Tokens() {}

  /**
   * Checks that the attribute names the certificate, that time-stamping is its only and critical
   * purpose, that it was valid at that time, and that the signature holds.
   */
  static TimeStampToken checked(org.bouncycastle.tsp.TimeStampToken token)
      throws TSPException, IOException, OperatorCreationException, GeneralSecurityException {
    List<X509Certificate> certificates = certificates(token);
    token.validate(
        new JcaSimpleSignerInfoVerifierBuilder()
            .setProvider(PROVIDER)
            .build(certificates.getFirst()));
    Instant time = token.getTimeStampInfo().getGenTime().toInstant();
    return new TimeStampToken(token.getEncoded(ASN1Encoding.DER), time, certificates);
  }

  static ASN1ObjectIdentifier algorithm(String digest) {
    return switch (digest) {
      case "SHA-256" -> NISTObjectIdentifiers.id_sha256;
      case "SHA-384" -> NISTObjectIdentifiers.id_sha384;
      case "SHA-512" -> NISTObjectIdentifiers.id_sha512;
      case "SHA3-256" -> NISTObjectIdentifiers.id_sha3_256;
      case "SHA3-384" -> NISTObjectIdentifiers.id_sha3_384;
      case "SHA3-512" -> NISTObjectIdentifiers.id_sha3_512;
      default -> throw new IllegalArgumentException("No time-stamps over " + digest);
    };
  }

  private static List<X509Certificate> certificates(org.bouncycastle.tsp.TimeStampToken token)
      throws GeneralSecurityException, TSPException {
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    List<X509Certificate> certificates = new ArrayList<>();
    boolean found = false;
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      if (!found && token.getSID().match(holder)) {
        certificates.addFirst(converter.getCertificate(holder));
        found = true;
      } else {
        certificates.add(converter.getCertificate(holder));
      }
    }
    if (!found) {
      throw new TSPException("the token carries no certificate of its signer");
    }
    return certificates;
  }
}
