package vn.antin.auth.login.recovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.activation.Activations;
import vn.antin.auth.login.activation.Gift;
import vn.antin.auth.login.activation.OneTimeSecret;
import vn.antin.auth.login.emailcode.ProvenAddresses;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.power.Powers;
import vn.antin.auth.org.power.ProposalId;
import vn.antin.auth.org.power.Proposals;
import vn.antin.auth.org.power.RefusedAct;

/**
 * Recoveries that administrators begin. An official outside of the caller's power is {@link
 * RefusedAct.Code#UNKNOWN}. Nobody recovers themselves here.
 */
@Component
public final class Recoveries {
  private final Powers powers;
  private final Proposals proposals;
  private final RecoveryStart start;
  private final RecoveryTable table;
  private final Activations activations;
  private final ProvenAddresses addresses;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Recoveries(
      Powers powers,
      Proposals proposals,
      RecoveryStart start,
      RecoveryTable table,
      Activations activations,
      ProvenAddresses addresses,
      AuditLog audit,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.powers = powers;
    this.proposals = proposals;
    this.start = start;
    this.table = table;
    this.activations = activations;
    this.addresses = addresses;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * A slip to hand over. Prints nothing of the code.
   *
   * @param code as it is typed
   * @param username whose account it is for
   */
  public record Slip(String code, String username, String displayName, Instant expiresAt) {
    @Override
    public String toString() {
      return "Slip[" + username + "]";
    }
  }

  /**
   * Begins a recovery, or proposes it where a second administrator has to agree.
   *
   * @return the proposal; empty when it has begun
   * @throws RecoveryRefused when the account cannot be recovered this way
   */
  public Optional<ProposalId> start(
      AccountId by, AccountId official, RecoveryWay way, boolean resetsFactors, String reason) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          allow(by, official);
          start.check(official, way);
          boolean alone =
              way == RecoveryWay.MAIL && !resetsFactors && addresses.find(official).isPresent();
          if (alone) {
            start.begin(official, way, false, by, null);
            return Optional.<ProposalId>empty();
          }
          return Optional.of(
              proposals.propose(
                  RecoveryAct.KIND,
                  by,
                  official,
                  null,
                  RecoveryAct.details(way, resetsFactors, reason)));
        }));
  }

  /** The last recovery that began for this official. */
  public Optional<Recovery> find(AccountId by, AccountId official) {
    allow(by, official);
    return table.latest(official);
  }

  /**
   * A new code on paper for the recovery that this administrator began; the one before is void.
   *
   * @throws RecoveryRefused when there is none
   */
  public Slip printSlip(AccountId by, AccountId official) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          allow(by, official);
          Recovery open =
              table
                  .handOut(official, by)
                  .orElseThrow(() -> new RecoveryRefused(RecoveryRefused.Code.NONE_OPEN));
          Account account = start.check(official, RecoveryWay.SLIP);
          Duration left = Duration.between(clock.instant(), open.expiresAt());
          OneTimeSecret code =
              activations.giveSlip(official, new Gift(left, true, open.resetsFactors(), null));
          append("recovery.slip-printed", by, official);
          return new Slip(
              code.printed(), account.username(), account.displayName(), open.expiresAt());
        }));
  }

  /** Takes a recovery back that has not been used; what was handed out is void. */
  public void withdraw(AccountId by, AccountId official) {
    transaction.executeWithoutResult(status -> {
      allow(by, official);
      if (!table.settle(official, "withdrawn")) {
        throw new RecoveryRefused(RecoveryRefused.Code.NONE_OPEN);
      }
      activations.revoke(official);
      append("recovery.withdrawn", by, official);
    });
  }

  private void append(String type, AccountId by, AccountId official) {
    audit.append(new AuditEvent(type, by.toString(), official.toString(), Map.of(), Map.of()));
  }

  private void allow(AccountId by, AccountId official) {
    if (!powers.mayActOn(by, Power.RESET_FACTORS, official, null)) {
      throw new RefusedAct(RefusedAct.Code.UNKNOWN);
    }
    if (by.equals(official)) {
      throw new RefusedAct(RefusedAct.Code.OWN_ACT);
    }
  }
}
