package vn.antin.auth.org.delegation;

import java.text.Normalizer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.OrgException;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.power.RefusedAct;

/**
 * Records of delegated signing: made, read and ended by administrators within their scope.
 * Thread-safe; every effect is in one transaction with its checks and its audit entry.
 */
@Service
public final class Delegations {
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\r\\n\\t]]");
  private static final int LONGEST_TEXT = 2000;
  private static final int LONGEST_WORD = 100;
  private static final int MOST_TYPES = 50;

  private final DelegationRows rows;
  private final DelegationProperties properties;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Delegations(
      DelegationRows rows,
      DelegationProperties properties,
      AuditLog audit,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.rows = rows;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * What is looked for.
   *
   * @param unit those for this very unit; null for any
   * @param official those in which this official is either side; null for any
   * @param ended whether also those that have ended
   * @param after the last one of the page before; null for the first page
   */
  public record Query(
      @Nullable UnitId unit,
      @Nullable AccountId official,
      boolean ended,
      @Nullable DelegationId after,
      int limit) {}

  /** Those for units within the caller's scope, in the order of their ids. */
  public List<Delegation> list(AccountId caller, Query query) {
    return rows.list(query, caller, today());
  }

  public Optional<Delegation> find(AccountId caller, DelegationId id) {
    return rows.find(caller, id, today());
  }

  /** What was done with it, the first act first. */
  public List<Delegation.Entry> history(AccountId caller, DelegationId id) {
    return rows.history(caller, id, today());
  }

  /** The official of this user name, if within the caller's power. */
  public Optional<AccountId> official(AccountId caller, String username) {
    return rows.official(caller, username, today());
  }

  /** The unit that has this code today, if within the caller's power. */
  public Optional<UnitId> unit(AccountId caller, String code) {
    return rows.unit(caller, code.strip(), today());
  }

  /**
   * Records a delegation.
   *
   * @throws OrgException UNKNOWN for what is outside the caller's power, DATE for days that cannot
   *     be, STANDING when the delegator does not head the unit or the delegate does not hold a post
   *     to which it may be given, REDELEGATED when the delegator signs by sub-delegation only
   * @throws RefusedAct OWN_ACT when the caller would be given it
   */
  public DelegationId record(AccountId caller, NewDelegation wanted) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          NewDelegation given = tidy(wanted);
          LocalDate today = today();
          checkDays(given, today);
          if (given.delegate().equals(caller)) {
            throw new RefusedAct(RefusedAct.Code.OWN_ACT);
          }
          if (!rows.manages(caller, given.unit(), given.from(), today)) {
            throw OrgException.of(OrgException.Code.UNKNOWN, "unitId");
          }
          DelegationRows.Seat delegator = delegator(caller, given, today);
          DelegationRows.Seat delegate = delegate(caller, given, today);
          if (delegator.official().equals(delegate.official())) {
            throw OrgException.of(OrgException.Code.STANDING, "delegateId");
          }
          var id = new DelegationId(UUID.randomUUID());
          var now = clock.instant();
          if (!rows.insert(id, given, delegator, delegate, caller, now, today)) {
            throw OrgException.of(OrgException.Code.UNKNOWN, "unitId");
          }
          rows.remember(id, "recorded", given.to(), "", caller, now);
          var facts = new TreeMap<String, String>();
          facts.put("delegation", id.toString());
          facts.put("form", given.form().name());
          facts.put("unit", given.unit().toString());
          facts.put("delegator", delegator.official().toString());
          facts.put("from", given.from().toString());
          if (given.to() != null) {
            facts.put("to", given.to().toString());
          }
          facts.put("document", given.document().number() + "/" + given.document().notation());
          append("delegation.recorded", caller, delegate.official().toString(), facts);
          return id;
        }));
  }

  /**
   * Ends a delegation on that day, at the latest on the day it ends anyway.
   *
   * @param version what the caller has looked at
   * @throws OrgException DATE when the day is past or unreadable
   * @throws RefusedAct UNKNOWN, or CHANGED when it has changed or ended meanwhile
   */
  public void end(AccountId caller, DelegationId id, long version, LocalDate day, String reason) {
    transaction.executeWithoutResult(status -> {
      LocalDate today = today();
      if (day.isBefore(today)) {
        throw OrgException.of(OrgException.Code.DATE, "on");
      }
      String why = text("reason", reason, LONGEST_TEXT, true);
      if (rows.find(caller, id, today).isEmpty()) {
        throw new RefusedAct(RefusedAct.Code.UNKNOWN);
      }
      LocalDate ended =
          rows.end(caller, id, version, day, today)
              .orElseThrow(() -> new RefusedAct(RefusedAct.Code.CHANGED));
      rows.remember(id, "ended", ended, why, caller, clock.instant());
      append("delegation.ended", caller, id.toString(), Map.of("to", ended.toString()));
    });
  }

  private void checkDays(NewDelegation given, LocalDate today) {
    LocalDate to = given.to();
    if (given.from().isBefore(today)) {
      throw OrgException.of(OrgException.Code.DATE, "validFrom");
    }
    boolean endless = to == null && given.form() == SigningForm.TUQ;
    boolean tooLong =
        to != null
            && given.form() == SigningForm.TUQ
            && to.isAfter(given.from().plusDays(properties.longest()));
    if (endless || tooLong || (to != null && !to.isAfter(given.from()))) {
      throw OrgException.of(OrgException.Code.DATE, "validTo");
    }
    if (given.document().date().isAfter(given.from())) {
      throw OrgException.of(OrgException.Code.DATE, "document.date");
    }
  }

  /** Only who heads the unit gives anything, so nothing given is given on. */
  private DelegationRows.Seat delegator(AccountId caller, NewDelegation given, LocalDate today) {
    List<DelegationRows.Seat> heads = rows.heads(given.unit(), given.from());
    AccountId named = given.delegator();
    if (named == null) {
      if (heads.stream().map(DelegationRows.Seat::official).distinct().count() != 1) {
        throw OrgException.of(OrgException.Code.STANDING, "delegatorId");
      }
      return heads.getFirst();
    }
    return heads.stream()
        .filter(seat -> seat.official().equals(named))
        .findFirst()
        .orElseThrow(() -> {
          if (!rows.reaches(caller, named, today)) {
            return OrgException.of(OrgException.Code.UNKNOWN, "delegatorId");
          }
          return OrgException.of(
              rows.holdsSubDelegation(named, given.unit(), given.from())
                  ? OrgException.Code.REDELEGATED
                  : OrgException.Code.STANDING,
              "delegatorId");
        });
  }

  private DelegationRows.Seat delegate(AccountId caller, NewDelegation given, LocalDate today) {
    String rank =
        given.form() == SigningForm.KT
            ? (properties.deputies() ? "deputy" : null)
            : (properties.heads() ? "head" : null);
    return rows
        .qualifying(given.delegate(), given.unit(), given.form(), rank, given.from())
        .stream()
        .filter(seat -> given.delegatePost() == null || seat.post().equals(given.delegatePost()))
        .findFirst()
        .orElseThrow(() ->
            OrgException.of(
                rows.reaches(caller, given.delegate(), today)
                    ? OrgException.Code.STANDING
                    : OrgException.Code.UNKNOWN,
                "delegateId"));
  }

  private static NewDelegation tidy(NewDelegation given) {
    if (!given.form().delegated()) {
      throw OrgException.of(OrgException.Code.INVALID, "form");
    }
    if (given.documentTypes().size() > MOST_TYPES) {
      throw OrgException.of(OrgException.Code.INVALID, "documentTypes");
    }
    return new NewDelegation(
        given.form(),
        given.unit(),
        given.delegator(),
        given.delegate(),
        given.delegatePost(),
        text("matters", given.matters(), LONGEST_TEXT, false),
        given.documentTypes().stream()
            .map(type -> text("documentTypes", type, LONGEST_WORD, false))
            .distinct()
            .toList(),
        new DelegationDocument(
            text("document.number", given.document().number(), LONGEST_WORD, false),
            text("document.notation", given.document().notation(), LONGEST_WORD, true),
            given.document().date()),
        given.from(),
        given.to());
  }

  private static String text(String field, String value, int longest, boolean mayBeEmpty) {
    String kept = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
    if (kept.length() > longest
        || (kept.isEmpty() && !mayBeEmpty)
        || UNPRINTABLE.matcher(kept).find()) {
      throw OrgException.of(OrgException.Code.INVALID, field);
    }
    return kept;
  }

  private void append(String type, AccountId by, String about, Map<String, String> facts) {
    audit.append(new AuditEvent(type, by.toString(), about, facts, Map.of()));
  }

  private LocalDate today() {
    return EffectiveDate.today(clock);
  }
}
