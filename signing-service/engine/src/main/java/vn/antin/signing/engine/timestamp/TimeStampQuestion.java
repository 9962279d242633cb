package vn.antin.signing.engine.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** One question to an authority, and the judgement of its answer. */
final class TimeStampQuestion {

  // Not installed in the JVM: used for verifying alone, as it knows RSASSA-PSS in CMS form.
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BITS = 64;

  private final TimeStampServer server;
  private final TimeStampRequest request;

  private TimeStampQuestion(TimeStampServer server, TimeStampRequest request) {
    this.server = server;
    this.request = request;
  }

  /** What to think of an answer. */
  sealed interface Verdict {}

  record Accepted(TimeStampToken token) implements Verdict {}

  /** The answer is not taken; {@code outage} when the server should be asked last for a while. */
  record Objection(String why, boolean outage) implements Verdict {}

  static TimeStampQuestion ask(TimeStampServer server, byte[] digest, String digestAlgorithm) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    if (server.policy() != null) {
      generator.setReqPolicy(new ASN1ObjectIdentifier(server.policy()));
    }
    return new TimeStampQuestion(
        server,
        generator.generate(algorithm(digestAlgorithm), digest, new BigInteger(NONCE_BITS, RANDOM)));
  }

  byte[] encoded() {
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
  }

  Verdict check(byte[] body, Instant now, Duration skew) {
    try {
      TimeStampResponse response = new TimeStampResponse(body);
      int status = response.getStatus();
      if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS) {
        boolean busy = status == PKIStatus.WAITING;
        return new Objection("refused: status " + status + printable(response), busy);
      }
      // Imprint, nonce, policy, one signer, the signing-certificate attribute.
      response.validate(request);
      org.bouncycastle.tsp.TimeStampToken token = response.getTimeStampToken();
      List<X509Certificate> certificates = certificates(token);
      // The attribute names this certificate, its only, critical purpose is time-stamping, it was
      // valid at that time, and the signature holds.
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder()
              .setProvider(PROVIDER)
              .build(certificates.getFirst()));
      Instant time = token.getTimeStampInfo().getGenTime().toInstant();
      if (Duration.between(now, time).abs().compareTo(skew) > 0) {
        return new Objection("says it is " + time + ", the clock says " + now, true);
      }
      if (!server.anchors().isEmpty() && !Anchored.is(certificates, server.anchors(), time)) {
        return new Objection("signs with a certificate that leads to none of its anchors", true);
      }
      return new Accepted(
          new TimeStampToken(token.getEncoded(ASN1Encoding.DER), time, certificates));
    } catch (TSPException
        | IOException
        | OperatorCreationException
        | GeneralSecurityException
        | RuntimeException e) {
      return new Objection("sent what is no acceptable time-stamp: " + e.getMessage(), true);
    }
  }

  /** What the server said, without what could harm a log. */
  private static String printable(TimeStampResponse response) {
    String said = response.getStatusString();
    if (said == null || said.isEmpty()) {
      return "";
    }
    String cut = said.length() > 200 ? said.substring(0, 200) : said;
    return " (" + cut.replaceAll("\\p{Cntrl}", " ") + ")";
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

  private static ASN1ObjectIdentifier algorithm(String digest) {
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
}
