package vn.antin.auth.login.certificate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Login by certificate.
 *
 * @param domains whose certificates are taken, by a short name that the audit log shows; none by
 *     default, and then nobody is offered this way to log in
 * @param ticketLifetime how long the way to the second listener and back may take
 * @param crlLifetime how long a revocation list is used before it is fetched again; while that
 *     fails, it goes on being used until its own {@code nextUpdate}
 * @param ocspLifetime how long an OCSP answer is used; never beyond its own {@code nextUpdate}
 * @param largestCrl a longer list counts as not reachable
 */
@ConfigurationProperties("antin.certificate-login")
@Validated
record CertificateLogin(
    @DefaultValue @Valid Map<String, Domain> domains,
    @DefaultValue("3m") Duration ticketLifetime,
    @DefaultValue("15m") Duration crlLifetime,
    @DefaultValue("5m") Duration ocspLifetime,
    @DefaultValue("16MB") DataSize largestCrl) {
  CertificateLogin {
    domains = Map.copyOf(domains);
  }

  /** How it is learnt whether a certificate was revoked. */
  enum RevocationCheck {
    /** OCSP where there is a responder, otherwise or without an answer the CRL. */
    ANY,
    /** Only OCSP. */
    OCSP,
    /** Only revocation lists. */
    CRL
  }

  /**
   * Authorities trusted together for one purpose.
   *
   * @param anchors PEM file of the root authorities
   * @param intermediates PEM file of authorities between them and the officials, because cards
   *     often send their own certificate alone
   * @param revocation how it is learnt whether a certificate was revoked
   * @param crls where revocation lists lie, besides where the certificates say
   * @param ocsp the responder to ask instead of the one that the certificates name
   * @param nationalId whether these authorities are believed when they write {@code UID=CCCD:…}
   *     into a subject; otherwise officials register their certificates
   * @param extendedKeyUsages one of these has to be in the certificate when it limits its uses;
   *     client authentication by default
   * @param policies one of these certificate policies is required; any will do when empty
   */
  record Domain(
      @NotNull Path anchors,
      @Nullable Path intermediates,
      @DefaultValue("any") RevocationCheck revocation,
      @DefaultValue List<URI> crls,
      @Nullable URI ocsp,
      @DefaultValue("false") boolean nationalId,
      @DefaultValue("1.3.6.1.5.5.7.3.2") Set<String> extendedKeyUsages,
      @DefaultValue Set<String> policies) {
    Domain {
      crls = List.copyOf(crls);
      extendedKeyUsages = Set.copyOf(extendedKeyUsages);
      policies = Set.copyOf(policies);
    }
  }
}
