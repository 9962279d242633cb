package vn.antin.auth.org.lifecycle;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.NationalIdCorrections;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.power.FourEyesAct;
import vn.antin.auth.org.power.Proposal;
import vn.antin.auth.org.power.RefusedAct;

/**
 * Corrects the national id of an account in use, when two security administrators want it: the
 * number says whose certificates and logins elsewhere open the account. A proposal shows its last
 * digits alone; whoever decides reads the whole by a deliberate act.
 */
@Component
public final class NationalIdAct implements FourEyesAct {
  public static final String KIND = "national-id";
  private static final int SHOWN = 3;

  private final NationalIdCorrections corrections;
  private final Authority authority;
  private final AuditLog audit;

  NationalIdAct(NationalIdCorrections corrections, Authority authority, AuditLog audit) {
    this.corrections = corrections;
    this.authority = authority;
    this.audit = audit;
  }

  /** As a proposal keeps it. */
  public static Map<String, String> details(UUID correction, NationalId number, String reason) {
    String digits = number.reveal();
    return Map.of(
        "correction",
        correction.toString(),
        "ending",
        digits.substring(digits.length() - SHOWN),
        "reason",
        reason);
  }

  /** What such a proposal would put in place. */
  public static UUID correction(Proposal proposal) {
    return UUID.fromString(Objects.requireNonNull(proposal.details().get("correction")));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Power power() {
    return Power.GRANT_POWER;
  }

  /** The number is of the account as a whole: a post held besides gives no say in it. */
  @Override
  public void check(AccountId administrator, Proposal proposal) {
    AccountId official = Objects.requireNonNull(proposal.about());
    if (!authority.over(new Actor.Administrator(administrator), official)) {
      throw new RefusedAct(RefusedAct.Code.UNKNOWN);
    }
  }

  /** Whoever decides one number must not find another one put in place. */
  @Override
  public boolean alone() {
    return true;
  }

  @Override
  public void dropped(Proposal proposal) {
    corrections.forget(Objects.requireNonNull(proposal.about()), correction(proposal));
  }

  @Override
  public void carryOut(Proposal proposal) {
    AccountId official = Objects.requireNonNull(proposal.about());
    if (!corrections.apply(official, correction(proposal))) {
      throw new RefusedAct(RefusedAct.Code.CHANGED);
    }
    audit.append(
        new AuditEvent(
            "account.national-id-corrected",
            Objects.requireNonNull(proposal.decider()).toString(),
            official.toString(),
            Map.of(
                "proposal", proposal.id().toString(), "proposer", proposal.proposer().toString()),
            Map.of()));
  }
}
