package vn.antin.auth.login.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a certificate was revoked, judged by Java's own PKIX from what has been fetched already:
 * Java itself must not talk to addresses that stand in certificates.
 */
enum Revocation {
  GOOD,
  REVOKED,
  UNKNOWN;

  private static final Logger LOG = LoggerFactory.getLogger(Revocation.class);

  /** By an OCSP answer of the issuer or a responder it has named (RFC 6960 §3.2). */
  static Revocation byOcsp(
      X509Certificate certificate, X509Certificate issuer, byte[] answer, Instant time) {
    return judge(
        certificate,
        issuer,
        List.of(),
        time,
        Set.of(Option.NO_FALLBACK),
        checker -> checker.setOcspResponses(Map.of(certificate, answer)));
  }

  /** By revocation lists, of which those that are not the issuer's are passed over. */
  static Revocation byLists(
      X509Certificate certificate,
      X509Certificate issuer,
      Collection<X509CRL> lists,
      Instant time) {
    return judge(
        certificate,
        issuer,
        lists,
        time,
        Set.of(Option.PREFER_CRLS, Option.NO_FALLBACK),
        checker -> {});
  }

  private static Revocation judge(
      X509Certificate certificate,
      X509Certificate issuer,
      Collection<X509CRL> lists,
      Instant time,
      Set<Option> options,
      Consumer<PKIXRevocationChecker> more) {
    try {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      checker.setOptions(options);
      more.accept(checker);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
      parameters.addCertPathChecker(checker);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
      parameters.setDate(Date.from(time));
      CertPath path =
          CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
      validator.validate(path, parameters);
      return GOOD;
    } catch (CertPathValidatorException e) {
      LOG.debug("revocation of a certificate: {}", e.getMessage());
      return e.getReason() == BasicReason.REVOKED ? REVOKED : UNKNOWN;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PKIX", e);
    }
  }
}
