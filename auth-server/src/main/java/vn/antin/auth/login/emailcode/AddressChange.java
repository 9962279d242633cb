package vn.antin.auth.login.emailcode;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.mail.MailAddress;

/** Writes an address that its owner has proven into the account; an old one is told. */
@Component
final class AddressChange {
  private final Accounts accounts;
  private final ProvenAddresses addresses;
  private final TransactionTemplate transaction;
  private final AuditLog audit;

  AddressChange(
      Accounts accounts,
      ProvenAddresses addresses,
      TransactionTemplate transaction,
      AuditLog audit) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.transaction = transaction;
    this.audit = audit;
  }

  void proven(AccountId official, MailAddress address) {
    transaction.executeWithoutResult(status -> {
      Account before = accounts.find(official).orElseThrow();
      Optional<MailAddress> old = Optional.ofNullable(before.email()).flatMap(MailAddress::read);
      boolean other = old.filter(address::equals).isEmpty();
      if (other) {
        boolean told = addresses.find(official).isPresent();
        accounts.update(
            official, AccountChange.of(before).withEmail(address.reveal()), before.version());
        old.filter(gone -> !told).ifPresent(gone -> addresses.tell(official, gone));
      }
      addresses.prove(official, address);
      audit.append(
          new AuditEvent(
              "account.address-proven",
              official.toString(),
              official.toString(),
              Map.of("changed", Boolean.toString(other)),
              Map.of("address", address.reveal())));
    });
  }
}
