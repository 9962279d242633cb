package vn.antin.auth.login.broker;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Enrolled;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;

/** Logging in at another provider as one way to begin. */
@Component
final class BrokerFactor implements Factor, Enrolment {
  private final Upstreams upstreams;
  private final UpstreamLinks links;

  BrokerFactor(Upstreams upstreams, UpstreamLinks links) {
    this.upstreams = upstreams;
    this.links = links;
  }

  @Override
  public FactorKind kind() {
    return FactorKind.BROKER;
  }

  @Override
  public boolean identifies() {
    return !upstreams.all().isEmpty();
  }

  @Override
  public boolean offered() {
    return identifies();
  }

  @Override
  public boolean enrolled(AccountId account) {
    return links.of(account).stream().anyMatch(link -> upstreams.find(link.upstream()).isPresent());
  }

  @Override
  public List<Enrolled> of(AccountId account) {
    return links.of(account).stream()
        .map(link ->
            new Enrolled(upstreams.nameOf(link.upstream()), link.linkedAt(), link.lastUsedAt()))
        .toList();
  }
}
