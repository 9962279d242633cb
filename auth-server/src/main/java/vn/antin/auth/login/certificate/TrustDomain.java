package vn.antin.auth.login.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authorities trusted together, and what they are trusted for. Thread-safe. */
final class TrustDomain {
  private static final Logger LOG = LoggerFactory.getLogger(TrustDomain.class);
  private static final int MOST_INTERMEDIATES = 4;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final String ANY_USE = "2.5.29.37.0";

  private final String name;
  private final CertificateLogin.Domain settings;
  private final CertificateFile anchors;
  private final @Nullable CertificateFile intermediates;

  TrustDomain(String name, CertificateLogin.Domain settings) {
    this.name = name;
    this.settings = settings;
    String prefix = "antin.certificate-login.domains." + name;
    anchors = new CertificateFile(settings.anchors(), prefix + ".anchors");
    intermediates =
        settings.intermediates() == null
            ? null
            : new CertificateFile(settings.intermediates(), prefix + ".intermediates");
  }

  String name() {
    return name;
  }

  CertificateLogin.Domain settings() {
    return settings;
  }

  /** Whether the certificate may be used to log in, by its own words. */
  boolean allowsUse(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    try {
      List<String> extended = certificate.getExtendedKeyUsage();
      return usage != null
          && usage[DIGITAL_SIGNATURE]
          && certificate.getBasicConstraints() < 0
          && (extended == null
              || extended.contains(ANY_USE)
              || extended.stream().anyMatch(settings.extendedKeyUsages()::contains));
    } catch (CertificateParsingException e) {
      LOG.debug("a certificate's extended key usage cannot be read: {}", e.getMessage());
      return false;
    }
  }

  /**
   * The way from the certificate to an anchor, both included, all in force at that time (RFC 5280
   * §6); whether anything in it was revoked is not looked at. Empty when there is no way.
   *
   * @param shown the certificate and those that came along with it
   */
  Optional<List<X509Certificate>> path(List<X509Certificate> shown, Instant time) {
    Set<TrustAnchor> trusted =
        anchors.certificates().stream()
            .map(anchor -> new TrustAnchor(anchor, null))
            .collect(Collectors.toSet());
    List<X509Certificate> known = new ArrayList<>(shown);
    if (intermediates != null) {
      known.addAll(intermediates.certificates());
    }
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(shown.getFirst());
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(MOST_INTERMEDIATES);
      parameters.setDate(Date.from(time));
      if (!settings.policies().isEmpty()) {
        parameters.setInitialPolicies(settings.policies());
        parameters.setExplicitPolicyRequired(true);
      }
      PKIXCertPathBuilderResult found =
          (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
      List<X509Certificate> path = new ArrayList<>();
      found.getCertPath().getCertificates().forEach(part -> path.add((X509Certificate) part));
      path.add(found.getTrustAnchor().getTrustedCert());
      return Optional.of(path);
    } catch (CertPathBuilderException e) {
      LOG.debug("domain {} does not stand behind a certificate: {}", name, e.getMessage());
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PKIX", e);
    }
  }
}
