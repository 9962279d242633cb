package vn.antin.signing.authority;

import java.security.cert.X509Certificate;
import java.util.List;
import vn.antin.signing.certificate.TrustAnchors;

/** What the development authority signed is trusted where it is switched on. */
final class DevelopmentTrust implements TrustAnchors {
  private final AuthorityRepository repository;

  DevelopmentTrust(AuthorityRepository repository) {
    this.repository = repository;
  }

  @Override
  public List<X509Certificate> roots() {
    return certificate("root");
  }

  @Override
  public List<X509Certificate> intermediates() {
    return certificate("issuing");
  }

  private List<X509Certificate> certificate(String role) {
    return repository.find(role).stream().map(AuthorityRepository.Authority::certificate).toList();
  }
}
