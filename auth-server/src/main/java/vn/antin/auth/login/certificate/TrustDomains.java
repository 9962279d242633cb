package vn.antin.auth.login.certificate;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.certificate.CertificateCheck.Accepted;
import vn.antin.auth.login.certificate.CertificateCheck.Reason;
import vn.antin.auth.login.certificate.CertificateCheck.Refused;
import vn.antin.auth.login.certificate.CertificateLogin.RevocationCheck;

/** Judges certificates by the configured domains. Thread-safe. */
@Component
final class TrustDomains {
  private final List<TrustDomain> domains;
  private final RevocationLists lists;
  private final OcspAnswers ocsp;
  private final InstantSource clock;

  TrustDomains(
      CertificateLogin settings, RevocationLists lists, OcspAnswers ocsp, InstantSource clock) {
    this.domains =
        new TreeMap<>(settings.domains())
            .entrySet().stream()
                .map(entry -> new TrustDomain(entry.getKey(), entry.getValue()))
                .toList();
    this.lists = lists;
    this.ocsp = ocsp;
    this.clock = clock;
  }

  /** The national ids in an accepted certificate whose authorities are believed about them. */
  Set<String> nationalIds(Accepted accepted) {
    boolean believed =
        domains.stream()
            .anyMatch(domain ->
                domain.name().equals(accepted.domain()) && domain.settings().nationalId());
    return believed ? SubjectIds.nationalIds(accepted.certificate()) : Set.of();
  }

  /** Whether some authorities are believed about national ids. */
  boolean anyNationalIds() {
    return domains.stream().anyMatch(domain -> domain.settings().nationalId());
  }

  /** Whether anybody's certificates are taken. */
  boolean any() {
    return !domains.isEmpty();
  }

  /**
   * Judges what a browser showed. Nobody is asked about revocation before a trusted authority is
   * found behind the certificate.
   *
   * @param shown the certificate and those that came along with it; empty when there was none
   */
  CertificateCheck check(List<X509Certificate> shown) {
    if (shown.isEmpty()) {
      return new Refused(Reason.NONE);
    }
    Instant now = clock.instant();
    X509Certificate own = shown.getFirst();
    if (own.getNotAfter().toInstant().isBefore(now)
        || own.getNotBefore().toInstant().isAfter(now)) {
      return new Refused(Reason.EXPIRED);
    }
    boolean wrongUse = false;
    for (TrustDomain domain : domains) {
      Optional<List<X509Certificate>> path = domain.path(shown, now);
      if (path.isPresent() && domain.allowsUse(own)) {
        return judge(domain, path.get(), now);
      }
      wrongUse |= path.isPresent();
    }
    return new Refused(wrongUse ? Reason.WRONG_USE : Reason.UNTRUSTED);
  }

  private CertificateCheck judge(TrustDomain domain, List<X509Certificate> path, Instant now) {
    // From the anchor down: an authority that was revoked is not asked about its certificates.
    for (int i = path.size() - 2; i >= 0; i--) {
      switch (revocation(domain, path.get(i), path.get(i + 1), now)) {
        case GOOD -> {}
        case REVOKED -> {
          return new Refused(Reason.REVOKED);
        }
        case UNKNOWN -> {
          return new Refused(Reason.UNCHECKED);
        }
      }
    }
    return new Accepted(domain.name(), path.getFirst());
  }

  private Revocation revocation(
      TrustDomain domain, X509Certificate certificate, X509Certificate issuer, Instant now) {
    RevocationCheck wanted = domain.settings().revocation();
    if (wanted != RevocationCheck.CRL) {
      Optional<URI> responder =
          Optional.ofNullable(domain.settings().ocsp())
              .or(() -> RevocationAddresses.responder(certificate));
      Revocation said =
          responder
              .map(address -> ocsp.ask(address, certificate, issuer))
              .orElse(Revocation.UNKNOWN);
      if (said != Revocation.UNKNOWN || wanted == RevocationCheck.OCSP) {
        return said;
      }
    }
    Set<URI> addresses = new LinkedHashSet<>(RevocationAddresses.lists(certificate));
    addresses.addAll(domain.settings().crls());
    return Revocation.byLists(certificate, issuer, lists.at(new ArrayList<>(addresses)), now);
  }
}
