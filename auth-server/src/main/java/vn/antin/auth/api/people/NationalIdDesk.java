package vn.antin.auth.api.people;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.org.People;
import vn.antin.auth.org.Person;
import vn.antin.auth.org.Power;

/**
 * Finds and shows national ids, for those who manage the people concerned; each act stands in the
 * audit log, the number never does.
 */
@Component
final class NationalIdDesk {
  private final Accounts accounts;
  private final People people;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  NationalIdDesk(
      Accounts accounts, People people, AuditLog audit, TransactionTemplate transaction) {
    this.accounts = accounts;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** Who has this number, if the caller manages them. */
  Optional<Person> find(AccountId caller, NationalId number) {
    return transaction.execute(status -> {
      Optional<Person> holder =
          accounts
              .find(number)
              .map(Account::id)
              .flatMap(id -> people.find(caller, Power.MANAGE_PEOPLE, id));
      audit.append(
          new AuditEvent(
              "account.national-id-searched",
              caller.toString(),
              holder.map(person -> person.id().toString()).orElse(null),
              Map.of("found", Boolean.toString(holder.isPresent())),
              Map.of()));
      return holder;
    });
  }

  NationalId show(AccountId caller, AccountId official) {
    return transaction.execute(status -> {
      NationalId number =
          people
              .find(caller, Power.MANAGE_PEOPLE, official)
              .flatMap(person -> accounts.nationalId(person.id()))
              .orElseThrow(ApiProblem::notFound);
      audit.append(
          new AuditEvent(
              "account.national-id-shown",
              caller.toString(),
              official.toString(),
              Map.of(),
              Map.of()));
      return number;
    });
  }
}
