package vn.antin.auth.login.broker;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.login.broker.UpstreamLinks.Maker;

/** Finds the official behind an identity at an upstream. */
@Component
final class UpstreamHolders {
  private final UpstreamLinks links;
  private final Upstreams upstreams;
  private final Accounts accounts;

  UpstreamHolders(UpstreamLinks links, Upstreams upstreams, Accounts accounts) {
    this.links = links;
    this.upstreams = upstreams;
    this.accounts = accounts;
  }

  /** What is known of the identity. */
  sealed interface Holder {
    record One(AccountId account) implements Holder {}

    /** Nobody has linked it, and no national id leads to anybody. */
    record Nobody() implements Holder {}

    /** The link and the national id lead to different officials, or the official has another. */
    record Contradiction() implements Holder {}
  }

  /** The official; one found by a national id alone is linked on the way. */
  Holder holder(UpstreamIdentity identity) {
    Optional<AccountId> linked = links.use(identity);
    Optional<AccountId> byNumber =
        Optional.ofNullable(identity.nationalId())
            .filter(number -> upstreams.linksByNationalId(identity.upstream()))
            .flatMap(number -> accounts.find(new NationalId(number)))
            .map(Account::id);
    if (linked.isPresent()) {
      return byNumber.isPresent() && !byNumber.equals(linked)
          ? new Holder.Contradiction()
          : new Holder.One(linked.get());
    }
    return byNumber
        .<Holder>map(account ->
            links.add(account, identity, Maker.NATIONAL_ID)
                ? new Holder.One(account)
                : new Holder.Contradiction())
        .orElseGet(Holder.Nobody::new);
  }
}
