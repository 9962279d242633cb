package vn.antin.auth.api.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.login.activation.Newcomers;
import vn.antin.auth.login.factor.Enrolment;
import vn.antin.auth.org.AdministeredUnits;
import vn.antin.auth.org.Assignments;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Holding;
import vn.antin.auth.org.People;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.RoleHeld;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.Standing;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.Authority;
import vn.antin.auth.org.lifecycle.Departure;
import vn.antin.auth.org.lifecycle.Lifecycle;
import vn.antin.auth.session.Sessions;

/** Reads what an administrator sees of one official. */
@Component
final class PersonFiles {
  private static final String STATE =
      Scope.units(Power.SEE_PEOPLE)
          + """
          SELECT a.status, a.disabled_reason, a.disabled_at, a.erased_at, a.created_at,
                 a.national_id IS NOT NULL AS number_known
          FROM account a WHERE a.id = :id AND
          """
          + Scope.ALLOWS;

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Credentials credentials;
  private final Newcomers newcomers;
  private final People people;
  private final Authority authority;
  private final Assignments assignments;
  private final AdministeredUnits administered;
  private final Standing standing;
  private final Lifecycle lifecycle;
  private final Sessions sessions;
  private final List<Enrolment> enrolments;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  PersonFiles(
      JdbcClient jdbc,
      Accounts accounts,
      Credentials credentials,
      Newcomers newcomers,
      People people,
      Authority authority,
      Assignments assignments,
      AdministeredUnits administered,
      Standing standing,
      Lifecycle lifecycle,
      Sessions sessions,
      ObjectProvider<Enrolment> enrolments,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.credentials = credentials;
    this.newcomers = newcomers;
    this.people = people;
    this.authority = authority;
    this.assignments = assignments;
    this.administered = administered;
    this.standing = standing;
    this.lifecycle = lifecycle;
    this.sessions = sessions;
    this.enrolments = enrolments.orderedStream().toList();
    this.transaction = transaction;
    this.clock = clock;
  }

  private record State(
      String status,
      @Nullable String reason,
      @Nullable Instant disabledAt,
      @Nullable Instant erasedAt,
      Instant createdAt,
      boolean numberKnown) {}

  /** Empty outside the caller's scope. */
  Optional<PersonFile> find(AccountId caller, AccountId id) {
    return transaction.execute(status ->
        jdbc.sql(STATE)
            .param("caller", caller.value())
            .param("today", EffectiveDate.today(clock))
            .param("id", id.value())
            .query(PersonFiles::state)
            .optional()
            .flatMap(state -> accounts.find(id).map(account -> file(caller, account, state))));
  }

  /**
   * The account as it is, for those who hold this power over it.
   *
   * @throws ApiProblem 404 for everybody else
   */
  Account account(AccountId caller, Power power, AccountId id) {
    return people
        .find(caller, power, id)
        .flatMap(person -> accounts.find(person.id()))
        .orElseThrow(ApiProblem::notFound);
  }

  private static State state(ResultSet row, int number) throws SQLException {
    return new State(
        row.getString("status"),
        row.getString("disabled_reason"),
        instant(row, "disabled_at"),
        instant(row, "erased_at"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("number_known"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private PersonFile file(AccountId caller, Account account, State state) {
    return new PersonFile(
        account.id().value(),
        account.username(),
        account.familyName(),
        account.middleName(),
        account.givenName(),
        account.displayName(),
        account.email(),
        account.telephone(),
        account.officialCode(),
        state.numberKnown(),
        account.locale(),
        state.status(),
        state.reason(),
        state.disabledAt(),
        state.erasedAt(),
        state.createdAt(),
        account.federation(),
        account.version(),
        authority.over(new Actor.Administrator(caller), account.id()),
        newcomers.contain(account.id()),
        sessions.openSessions(account.id()).size(),
        factors(account.id()),
        posts(caller, account.id()),
        roles(caller, account.id()).stream()
            .map(role -> new PersonFile.Role(role.role(), role.unit().value(), role.unitName()))
            .toList(),
        lifecycle.departure(account.id()).map(PersonFiles::leave).orElse(null));
  }

  private List<PersonFile.Factor> factors(AccountId account) {
    List<PersonFile.Factor> factors = new ArrayList<>();
    if (credentials.passwordHash(account).isPresent()) {
      factors.add(new PersonFile.Factor("password", 1));
    }
    for (Enrolment enrolment : enrolments) {
      int count = enrolment.of(account).size();
      String kind = enrolment.kind().path();
      if (count > 0 && !kind.equals("password")) {
        factors.add(new PersonFile.Factor(kind, count));
      }
    }
    if (credentials.signingPinHash(account).isPresent()) {
      factors.add(new PersonFile.Factor("signing-pin", 1));
    }
    return factors;
  }

  /**
   * Those in units that the caller administers: of others an official's post is not told either.
   */
  private List<PersonFile.Post> posts(AccountId caller, AccountId account) {
    List<Holding> all = assignments.history(account, EffectiveDate.today(clock));
    Set<UnitId> beyond =
        administered.beyond(
            caller, Power.SEE_PEOPLE, all.stream().map(Holding::unit).distinct().toList());
    return all.stream()
        .filter(held -> !beyond.contains(held.unit()))
        .map(held ->
            new PersonFile.Post(
                held.id().value(),
                held.title(),
                held.unit().value(),
                held.unitName(),
                held.kind().value(),
                held.from(),
                held.until()))
        .toList();
  }

  private List<RoleHeld> roles(AccountId caller, AccountId account) {
    List<RoleHeld> all = standing.roles(account);
    Set<UnitId> beyond =
        administered.beyond(
            caller, Power.SEE_PEOPLE, all.stream().map(RoleHeld::unit).distinct().toList());
    return all.stream().filter(role -> !beyond.contains(role.unit())).toList();
  }

  private static PersonFile.Leave leave(Departure departure) {
    return new PersonFile.Leave(departure.on(), departure.reason().value(), departure.doneAt());
  }
}
