package vn.antin.auth.login.certificate;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.web.House;
import vn.antin.auth.web.MutualTls;

/** The certificate as one way to log in. */
@Component
final class CertificateFactor implements Factor, Enrolment {
  private final TrustDomains domains;
  private final CertificateMapping mapping;
  private final RegisteredCertificates registered;
  private final MutualTls mutual;
  private final House house;

  CertificateFactor(
      TrustDomains domains,
      CertificateMapping mapping,
      RegisteredCertificates registered,
      MutualTls mutual,
      House house) {
    this.domains = domains;
    this.mapping = mapping;
    this.registered = registered;
    this.mutual = mutual;
    this.house = house;
  }

  /** Where certificates are shown; empty when nobody's are taken. */
  Optional<URI> address() {
    return domains.any() ? mutual.address(house) : Optional.empty();
  }

  @Override
  public FactorKind kind() {
    return FactorKind.CERTIFICATE;
  }

  @Override
  public boolean identifies() {
    return address().isPresent();
  }

  @Override
  public boolean offered() {
    return identifies();
  }

  @Override
  public boolean enrolled(AccountId account) {
    return identifies() && mapping.possible(account);
  }

  @Override
  public List<Enrolled> of(AccountId account) {
    return registered.of(account).stream()
        .map(one -> new Enrolled(one.holder(), one.registeredAt(), one.lastUsedAt()))
        .toList();
  }
}
