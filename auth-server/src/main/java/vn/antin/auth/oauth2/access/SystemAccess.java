package vn.antin.auth.oauth2.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Standing;

/**
 * What administrators decide about the use of a system; each decision in one transaction with its
 * permission and its audit entry. Safe for use by many threads.
 */
@Component
public final class SystemAccess {
  private final SystemRoles roles;
  private final OpenUnits units;
  private final Standing standing;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  SystemAccess(
      SystemRoles roles,
      OpenUnits units,
      Standing standing,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.roles = roles;
    this.units = units;
    this.standing = standing;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** What came of a decision. */
  public enum Outcome {
    DONE,
    /** The caller does not decide for the whole. */
    NOT_ALLOWED,
    /** Nobody gives a role to themselves. */
    OWN_ACT,
    /** There is no such system, unit, role or grant for this caller. */
    UNKNOWN
  }

  /** The roles that a system knows; none for who administers nothing. */
  public List<SystemRole> roles(AccountId caller, String clientId) {
    return roles.of(caller, clientId);
  }

  /** Adds a role to a system, or changes its label and who may give it. */
  public Outcome putRole(AccountId caller, String clientId, SystemRole role) {
    return decide(
        caller,
        () -> roles.put(clientId, role),
        entry(
            "system.role-set",
            caller,
            clientId,
            Map.of("role", role.role(), "delegated", Boolean.toString(role.delegated()))));
  }

  /** Takes a role away from a system, and so from everyone. */
  public Outcome removeRole(AccountId caller, String clientId, String role) {
    return decide(
        caller,
        () -> roles.remove(clientId, role),
        entry("system.role-removed", caller, clientId, Map.of("role", role)));
  }

  /** To whose officials the system is open; empty when to everyone's. */
  public Optional<List<OpenUnit>> openUnits(AccountId caller, String clientId) {
    return within(
        () -> standing.decidesForAll(caller) ? Optional.of(units.of(clientId)) : Optional.empty());
  }

  /**
   * Opens the system to the officials of these units and those below alone; none: to everyone.
   *
   * @param wanted codes of units in force
   */
  public Outcome openTo(AccountId caller, String clientId, Set<String> wanted) {
    String named = String.join(" ", new TreeSet<>(wanted));
    return decide(
        caller,
        () -> units.put(clientId, wanted),
        entry("system.opened", caller, clientId, Map.of("units", named)));
  }

  /** Who has which role, as far as the caller may see them. */
  public List<RoleGrant> grants(
      AccountId caller, String clientId, @Nullable UUID after, int limit) {
    return roles.grants(caller, clientId, after, limit);
  }

  /** What came of giving a role. */
  public sealed interface Giving {
    /** It is given. */
    record Done(UUID grant) implements Giving {}

    /** It is not. */
    record Refused(Outcome why) implements Giving {}
  }

  /**
   * Gives a role to somebody within the caller's scope: never to the caller, by name or by the post
   * they hold, nor to a unit where nobody else holds one.
   */
  public Giving give(AccountId caller, String clientId, NewRoleGrant wanted) {
    return within(() -> {
      if (roles.own(caller, wanted)) {
        return new Giving.Refused(Outcome.OWN_ACT);
      }
      Optional<SystemRoles.Given> given =
          roles
              .powerFor(clientId, wanted.role())
              .flatMap(power -> roles.give(caller, clientId, wanted, power));
      given.ifPresent(grant ->
          audit.append(
              entry(
                  "system.role-given",
                  caller,
                  clientId,
                  Map.of(
                      "role", wanted.role(),
                      "grant", grant.id().toString(),
                      "holder", grant.holder().toString()))));
      return given
          .<Giving>map(grant -> new Giving.Done(grant.id()))
          .orElseGet(() -> new Giving.Refused(Outcome.UNKNOWN));
    });
  }

  /** Ends a grant today. */
  public Outcome end(AccountId caller, String clientId, UUID grant) {
    return within(() -> {
      Optional<String> role = roles.roleOf(clientId, grant);
      boolean ended =
          role.flatMap(name -> roles.powerFor(clientId, name))
              .filter(power -> roles.end(caller, clientId, grant, power))
              .isPresent();
      if (!ended) {
        return Outcome.UNKNOWN;
      }
      audit.append(
          entry(
              "system.role-withdrawn",
              caller,
              clientId,
              Map.of("role", role.orElseThrow(), "grant", grant.toString())));
      return Outcome.DONE;
    });
  }

  private Outcome decide(AccountId caller, BooleanSupplier change, AuditEvent entry) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          if (!standing.decidesForAll(caller)) {
            return Outcome.NOT_ALLOWED;
          }
          if (!change.getAsBoolean()) {
            status.setRollbackOnly();
            return Outcome.UNKNOWN;
          }
          audit.append(entry);
          return Outcome.DONE;
        }));
  }

  private <T> T within(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }

  private static AuditEvent entry(
      String type, AccountId caller, String clientId, Map<String, String> facts) {
    return new AuditEvent(type, caller.toString(), clientId, facts, Map.of());
  }
}
