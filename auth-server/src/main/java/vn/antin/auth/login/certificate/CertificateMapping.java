package vn.antin.auth.login.certificate;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.login.certificate.CertificateCheck.Accepted;

/** Whose certificate it is. */
@Component
final class CertificateMapping {
  private final TrustDomains domains;
  private final RegisteredCertificates registered;
  private final Accounts accounts;

  CertificateMapping(TrustDomains domains, RegisteredCertificates registered, Accounts accounts) {
    this.domains = domains;
    this.registered = registered;
    this.accounts = accounts;
  }

  /** What is known of the holder. */
  sealed interface Holder {
    record One(AccountId account) implements Holder {}

    record Nobody() implements Holder {}

    /** Key and identifiers lead to different officials: none of them is let in. */
    record Several() implements Holder {}
  }

  /** The official whose registered key or national id this is. */
  Holder holder(Accepted accepted) {
    Set<AccountId> found = new LinkedHashSet<>();
    registered.owner(accepted.certificate()).ifPresent(found::add);
    Set<String> numbers = domains.nationalIds(accepted);
    for (String number : numbers) {
      accounts.find(new NationalId(number)).map(Account::id).ifPresent(found::add);
    }
    // Two numbers cannot both be one person's, even if we know only one of them.
    return numbers.size() > 1 || found.size() > 1
        ? new Holder.Several()
        : Optional.of(found)
            .filter(all -> !all.isEmpty())
            .<Holder>map(all -> new Holder.One(all.iterator().next()))
            .orElseGet(Holder.Nobody::new);
  }

  /** Whether a certificate can lead to this official. */
  boolean possible(AccountId account) {
    return registered.any(account)
        || (domains.anyNationalIds() && accounts.nationalId(account).isPresent());
  }
}
