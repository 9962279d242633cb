package vn.antin.signing.certificate.request;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.engine.validation.Purpose;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** What an outside authority sent: certificates in any of the usual wrappings. */
final class ForeignCertificates {
  private static final int LONGEST = 200_000;
  private static final int MOST = 20;
  private static final int LONGEST_CHAIN = 8;
  private static final int LONGEST_RSA = 4096;
  private static final int LONGEST_EXPONENT = 32;
  private static final int LONGEST_CURVE = 521;

  private final List<X509Certificate> sent;

  private ForeignCertificates(List<X509Certificate> sent) {
    this.sent = List.copyOf(sent);
  }

  /** Reads PEM certificates, a PEM PKCS#7 bag, or base64 of DER of either. */
  static ForeignCertificates read(String text) {
    if (text.length() > LONGEST) {
      throw unfit("too-long", "more than " + LONGEST + " characters", null);
    }
    try {
      var bytes =
          text.contains("-----BEGIN")
              ? text.getBytes(StandardCharsets.US_ASCII)
              : Base64.getMimeDecoder().decode(text);
      var sent = new ArrayList<X509Certificate>();
      for (var each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))) {
        sent.add((X509Certificate) each);
      }
      if (sent.isEmpty() || sent.size() > MOST) {
        throw unfit("certificate-unreadable", "1 to 20 certificates expected", null);
      }
      return new ForeignCertificates(sent);
    } catch (CertificateException | IllegalArgumentException e) {
      throw unfit("certificate-unreadable", "no certificate can be read", e);
    }
  }

  /** The certificate over this key, with its chain, which ends at one of the known. */
  Issued over(PublicKey key, List<X509Certificate> known, Instant now) {
    return complete(each -> each.getPublicKey().equals(key), known, now);
  }

  /** The one certificate that is no authority's. */
  X509Certificate leaf() {
    return only(each -> each.getBasicConstraints() < 0);
  }

  /** The one certificate that is no authority's, with its chain, which ends at one of the known. */
  Issued leaf(List<X509Certificate> known, Instant now) {
    return complete(each -> each.getBasicConstraints() < 0, known, now);
  }

  private Issued complete(
      Predicate<X509Certificate> wanted, List<X509Certificate> known, Instant now) {
    var leaf = only(wanted);
    check(leaf, now);
    var issuers = new ArrayList<X509Certificate>();
    var at = leaf;
    while (!selfIssued(at) && issuers.size() < LONGEST_CHAIN) {
      var below = at;
      var above =
          Stream.concat(
                  known.stream(),
                  known.contains(at)
                      ? Stream.empty()
                      : sent.stream().filter(ForeignCertificates::cheap))
              .filter(each -> issued(each, below))
              .findFirst();
      if (above.isEmpty()) {
        break;
      }
      at = above.get();
      issuers.add(at);
    }
    if (issuers.isEmpty() || !known.contains(issuers.getLast())) {
      throw unfit("chain-unknown", "the chain does not end at a certificate known here", null);
    }
    return new Issued(leaf, issuers);
  }

  private X509Certificate only(Predicate<X509Certificate> wanted) {
    var found = sent.stream().filter(wanted).toList();
    if (found.size() != 1) {
      throw unfit("not-one-certificate", found.size() + " certificates fit, one must", null);
    }
    return found.getFirst();
  }

  private static void check(X509Certificate leaf, Instant now) {
    var usage = leaf.getKeyUsage();
    if (leaf.getBasicConstraints() >= 0
        || (usage != null && !usage[0] && !usage[1])
        || !forDocuments(leaf)) {
      throw unfit("not-for-signatures", "the certificate is not for signatures", null);
    }
    if (!now.isBefore(leaf.getNotAfter().toInstant())) {
      throw unfit("certificate-expired", "the certificate has expired", null);
    }
  }

  /** By the rule of validation: what is registered here must be good there. */
  private static boolean forDocuments(X509Certificate leaf) {
    try {
      var purposes = leaf.getExtendedKeyUsage();
      return purposes == null || Purpose.fits(purposes);
    } catch (CertificateParsingException e) {
      throw unfit("certificate-unreadable", "the purposes cannot be read", e);
    }
  }

  private static SigningException unfit(String reason, String why, @Nullable Exception cause) {
    var unfit =
        cause == null
            ? Problem.CERTIFICATE_UNFIT.because(why)
            : Problem.CERTIFICATE_UNFIT.because(why, cause);
    return unfit.showing("reason", reason);
  }

  private static boolean selfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /**
   * Whether verifying under a key that the sender chose takes no longer than under usual ones: RSA
   * up to 4096 bits with an exponent of at most 32, or an elliptic curve up to P-521.
   */
  private static boolean cheap(X509Certificate issuer) {
    return switch (issuer.getPublicKey()) {
      case RSAPublicKey rsa ->
          rsa.getModulus().bitLength() <= LONGEST_RSA
              && rsa.getPublicExponent().bitLength() <= LONGEST_EXPONENT;
      case ECPublicKey curve ->
          curve.getParams().getCurve().getField().getFieldSize() <= LONGEST_CURVE;
      case EdECPublicKey _ -> true;
      default -> false;
    };
  }

  private static boolean issued(X509Certificate issuer, X509Certificate below) {
    if (!issuer.getSubjectX500Principal().equals(below.getIssuerX500Principal())
        || issuer.getBasicConstraints() < 0) {
      return false;
    }
    try {
      below.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
