package vn.antin.auth.org.lifecycle;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountChange;
import vn.antin.auth.account.AccountException;
import vn.antin.auth.account.AccountException.Code;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.account.Fault;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.NewAccount;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.AssignmentKind;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.power.Governance;

/**
 * An official's way through the organisation. Each method is one transaction, or joins the
 * caller's. What it refuses by an {@link AccountException} rolls that back: whoever does many in
 * one transaction gives each a savepoint ({@code PROPAGATION_NESTED}). Thread-safe.
 */
@Component
public final class Lifecycle {
  private static final int LONGEST_TITLE = 200;
  private static final int FURTHEST_YEARS = 2;
  private static final int FURTHEST_BEGIN_YEARS = 1;

  private final Accounts accounts;
  private final Credentials credentials;
  private final Authority authority;
  private final Governance governance;
  private final Seats seats;
  private final Departures departures;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Lifecycle(
      Accounts accounts,
      Credentials credentials,
      Authority authority,
      Governance governance,
      Seats seats,
      Departures departures,
      AuditLog audit,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.accounts = accounts;
    this.credentials = credentials;
    this.authority = authority;
    this.governance = governance;
    this.seats = seats;
    this.departures = departures;
    this.audit = audit;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Makes the account of an official who begins, with the first post. It has no password yet. */
  public AccountId join(NewOfficial official, Actor actor) {
    return transaction.execute(status -> {
      Posting posting = official.posting();
      if (posting == null) {
        if (!authority.overRoot(actor)) {
          throw new AccountException(Code.INVALID, "unitId", "required");
        }
      } else {
        check(posting, actor);
      }
      AccountId account = accounts.create(official.account());
      Map<String, String> facts = posting == null ? Map.of() : seat(account, posting, actor);
      audit.append(
          new AuditEvent(
              "account.created",
              actor.id(),
              account.toString(),
              actor.facts(facts),
              personal(official.account())));
      return account;
    });
  }

  /**
   * Changes what is known of an official. Refuses {@code national-id-fixed}: a known number is not
   * replaced, and none is added once the account has been used.
   *
   * @param version the one that the change is based on
   * @return the names of the fields that have changed
   */
  public Set<String> change(AccountId account, AccountChange change, long version, Actor actor) {
    return transaction.execute(status -> {
      authority.requireOver(actor, account);
      NationalId number = change.nationalId();
      if (number != null && accounts.nationalIdFixed(account, number)) {
        throw new AccountException(Code.STATE, "nationalId", "national-id-fixed");
      }
      Set<String> changed = accounts.update(account, change, version);
      if (!changed.isEmpty()) {
        audit.append(
            new AuditEvent(
                "account.changed",
                actor.id(),
                account.toString(),
                actor.facts(Map.of("changed", String.join(",", new TreeSet<>(changed)))),
                personal(change, changed)));
      }
      return changed;
    });
  }

  /**
   * Gives an official another post, one more, or one less. Refuses {@code self}: nobody takes a
   * post that brings a role of a system with it by themselves.
   */
  public void move(AccountId account, PostingChange change, Actor actor) {
    transaction.executeWithoutResult(status -> {
      if (change instanceof PostingChange.Transfer) {
        authority.requireOver(actor, account);
      } else {
        authority.requireReach(actor, account);
      }
      active(account);
      Map<String, String> facts =
          switch (change) {
            case PostingChange.Transfer transfer -> transfer(account, transfer, actor);
            case PostingChange.Additional(Posting post) -> {
              check(post, actor);
              if (post.kind() == AssignmentKind.MAIN) {
                throw new AccountException(Code.INVALID, "kind", "invalid");
              }
              yield seat(account, post, actor);
            }
            case PostingChange.End end -> end(account, end, actor);
          };
      audit.append(
          new AuditEvent(
              "account.moved", actor.id(), account.toString(), actor.facts(facts), Map.of()));
      events.publishEvent(new PostsChanged(account));
    });
  }

  private Map<String, String> transfer(
      AccountId account, PostingChange.Transfer transfer, Actor actor) {
    Posting to = transfer.to();
    check(to, actor);
    if (to.kind() != AssignmentKind.MAIN) {
      throw new AccountException(Code.INVALID, "kind", "invalid");
    }
    Map<String, String> facts = replaceMain(account, to, actor);
    if (!transfer.keepRoles()) {
      facts.put(
          "rolesEnded", Integer.toString(seats.endRolesElsewhere(account, to.unit(), to.from())));
    }
    return facts;
  }

  private Map<String, String> replaceMain(AccountId account, Posting to, Actor actor) {
    if (seats.mainFrom(account, to.from())) {
      throw new AccountException(Code.STATE, "from", "later-post");
    }
    if (seats
        .endMain(account, to.from())
        .filter(unit -> !authority.over(actor, unit))
        .isPresent()) {
      throw new AccountException(Code.FORBIDDEN, "account", "main-elsewhere");
    }
    return seat(account, to, actor);
  }

  private Map<String, String> end(AccountId account, PostingChange.End end, Actor actor) {
    return seats
        .end(account, end.assignment(), end.on(), EffectiveDate.today(clock))
        .filter(unit -> authority.over(actor, unit))
        .map(unit ->
            Map.of(
                "assignment",
                end.assignment().toString(),
                "unit",
                unit.toString(),
                "until",
                end.on().toString()))
        .orElseThrow(() -> new AccountException(Code.STATE, "assignment", "not-held"));
  }

  /**
   * An official leaves: on that day access, posts and roles end. A day that has come takes effect
   * at once, a later one when it comes; calling again moves a day that has not come.
   *
   * @param on the first day on which the official has no access any more
   */
  public void leave(AccountId account, LocalDate on, LeaveReason reason, Actor actor) {
    transaction.executeWithoutResult(status -> {
      boolean needed = governance.needs(account);
      authority.requireAnother(actor, account);
      authority.requireOver(actor, account);
      present(account);
      dispensable(needed);
      LocalDate today = EffectiveDate.today(clock);
      if (on.isAfter(today.plusYears(FURTHEST_YEARS))) {
        throw new AccountException(Code.INVALID, "on", "too-late");
      }
      departures.plan(account, on.isBefore(today) ? today : on, reason, actor.id());
      if (on.isAfter(today)) {
        audit.append(
            new AuditEvent(
                "account.leave-planned",
                actor.id(),
                account.toString(),
                actor.facts(Map.of("on", on.toString(), "reason", reason.value())),
                Map.of()));
      } else {
        depart(account, actor);
      }
    });
  }

  /** Carries out a planned leaving; false when it is done or cancelled already. */
  boolean depart(AccountId account, Actor actor) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Optional<Departure> taken = departures.take(account);
          taken.ifPresent(departure -> {
            seats.endAll(account, departure.on());
            accounts.leave(account, "left:" + departure.reason().value());
            audit.append(
                new AuditEvent(
                    "account.left",
                    actor.id(),
                    account.toString(),
                    actor.facts(
                        Map.of(
                            "on", departure.on().toString(), "reason", departure.reason().value())),
                    Map.of()));
            events.publishEvent(new PostsChanged(account));
          });
          return taken.isPresent();
        }));
  }

  /** Takes a planned leaving back; false when there is none. */
  public boolean cancelLeave(AccountId account, Actor actor) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          authority.requireAnother(actor, account);
          authority.requireOver(actor, account);
          boolean cancelled = departures.cancel(account, actor.id());
          if (cancelled) {
            record("account.leave-cancelled", account, actor, Map.of());
          }
          return cancelled;
        }));
  }

  /** Whether the account is disabled because its official has left. */
  public boolean left(AccountId account) {
    return departures.left(account);
  }

  /** The leaving that is planned, or else the last one. */
  public Optional<Departure> departure(AccountId account) {
    return departures.latest(account);
  }

  /**
   * An official who had left comes back, with the same account and a new post. Nothing of before
   * comes to life again: neither sessions nor tokens, nor roles, nor the password. The way back in
   * is a recovery, which two administrators decide. Access that was only taken away is given back
   * by {@link #enable}: otherwise rehiring would be a way around the password.
   */
  public void rehire(AccountId account, Posting posting, Actor actor) {
    transaction.executeWithoutResult(status -> {
      authority.requireOver(actor, account);
      check(posting, actor);
      if (posting.kind() != AssignmentKind.MAIN) {
        throw new AccountException(Code.INVALID, "kind", "invalid");
      }
      String why = departures.disabledFor(account);
      boolean left = why.startsWith("left:");
      boolean undone = actor instanceof Actor.Automatic && why.equals(OfficialState.UNDONE);
      if (!(left || undone) || !accounts.enable(account)) {
        throw new AccountException(Code.STATE, "status", "not-left");
      }
      if (left) {
        credentials.removePassword(account);
      }
      record("account.rehired", account, actor, replaceMain(account, posting, actor));
      events.publishEvent(new PostsChanged(account));
    });
  }

  /**
   * Takes an official's access away at once; posts and roles stay, to be used again after {@link
   * #enable}. False when it was away already.
   *
   * @param reason without personal data
   */
  public boolean disable(AccountId account, String reason, Actor actor) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          boolean needed = governance.needs(account);
          authority.requireAnother(actor, account);
          authority.requireOver(actor, account);
          dispensable(needed);
          boolean disabled = accounts.disable(account, reason);
          if (disabled) {
            record("account.disabled", account, actor, Map.of("reason", reason));
          }
          return disabled;
        }));
  }

  /**
   * Gives access back; false when it was not away. An official who left is rehired instead. What
   * acts by itself gives back only what it took away itself, by its own name as the reason.
   *
   * @throws AccountException {@code STATE} with code {@code left} or {@code suspended}
   */
  public boolean enable(AccountId account, Actor actor) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          authority.requireAnother(actor, account);
          authority.requireOver(actor, account);
          present(account);
          if (actor instanceof Actor.Automatic(String name, AccountId _)) {
            String why = departures.disabledFor(account);
            if (!why.isEmpty() && !why.equals(name)) {
              throw new AccountException(Code.STATE, "status", "suspended");
            }
          }
          boolean enabled = accounts.enable(account);
          if (enabled) {
            record("account.enabled", account, actor, Map.of());
          }
          return enabled;
        }));
  }

  private void record(String type, AccountId account, Actor actor, Map<String, String> facts) {
    audit.append(
        new AuditEvent(type, actor.id(), account.toString(), actor.facts(facts), Map.of()));
  }

  private void active(AccountId account) {
    if (!accounts.find(account).map(Account::active).orElse(false)) {
      throw new AccountException(Code.STATE, "status", "not-active");
    }
  }

  /**
   * Whoever is the last to administer the whole stays, however they would go. Asked before any row
   * is locked, as those who withdraw roles do, and said only to who may know of the account.
   */
  private static void dispensable(boolean needed) {
    if (needed) {
      throw new AccountException(Code.STATE, "account", "last-administrator");
    }
  }

  /** Somebody whose access is only taken away for now can leave as well, or have it back. */
  private void present(AccountId account) {
    if (departures.left(account)) {
      throw new AccountException(Code.STATE, "status", "left");
    }
  }

  private void check(Posting posting, Actor actor) {
    List<Fault> faults = new ArrayList<>();
    if (posting.title().isEmpty()) {
      faults.add(new Fault("title", "required"));
    } else if (posting.title().length() > LONGEST_TITLE) {
      faults.add(new Fault("title", "too-long"));
    }
    if (posting.from().isAfter(EffectiveDate.today(clock).plusYears(FURTHEST_BEGIN_YEARS))) {
      faults.add(new Fault("from", "too-late"));
    }
    if (posting.until() != null && !posting.until().isAfter(posting.from())) {
      faults.add(new Fault("until", "before-from"));
    }
    if (!faults.isEmpty()) {
      throw new AccountException(Code.INVALID, faults);
    }
    if (!authority.over(actor, posting.unit())) {
      throw new AccountException(Code.INVALID, "unitId", "unknown");
    }
  }

  /** Has the official hold the post; gives the facts for the audit log. */
  private Map<String, String> seat(AccountId account, Posting posting, Actor actor) {
    AssignmentId assignment =
        seats
            .take(account, posting)
            .orElseThrow(() -> new AccountException(Code.INVALID, "unitId", "not-in-force"));
    if (account.toString().equals(actor.id()) && seats.bringsRole(assignment)) {
      throw new AccountException(Code.FORBIDDEN, "account", "self");
    }
    Map<String, String> facts = new HashMap<>();
    facts.put("assignment", assignment.toString());
    facts.put("unit", posting.unit().toString());
    facts.put("kind", posting.kind().value());
    facts.put("from", posting.from().toString());
    if (posting.until() != null) {
      facts.put("until", posting.until().toString());
    }
    return facts;
  }

  private static Map<String, String> personal(NewAccount account) {
    Map<String, String> personal = new HashMap<>();
    personal.put("username", account.username().value());
    personal.put("name", account.name().display());
    put(personal, "email", account.email());
    put(personal, "officialCode", account.officialCode());
    return personal;
  }

  private static Map<String, String> personal(AccountChange change, Set<String> changed) {
    Map<String, String> personal = new HashMap<>();
    personal.put("username", change.username().value());
    put(personal, "email", change.email());
    put(personal, "telephone", change.telephone());
    put(personal, "officialCode", change.officialCode());
    personal.keySet().retainAll(changed);
    if (changed.stream().anyMatch(Set.of("familyName", "middleName", "givenName")::contains)) {
      personal.put("name", change.name().display());
    }
    return personal;
  }

  private static void put(Map<String, String> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
