package vn.antin.auth.login.recovery;

import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.power.FourEyesAct;
import vn.antin.auth.org.power.Proposal;
import vn.antin.auth.org.power.RefusedAct;

/** Begins an official's recovery, when two administrators want it. */
@Component
final class RecoveryAct implements FourEyesAct {
  static final String KIND = "account-recovery";
  private static final String RESET = "reset";

  private final RecoveryStart start;

  RecoveryAct(RecoveryStart start) {
    this.start = start;
  }

  static Map<String, String> details(RecoveryWay way, boolean resetsFactors, String reason) {
    return Map.of("way", way.value(), "factors", resetsFactors ? RESET : "kept", "reason", reason);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Power power() {
    return Power.RESET_FACTORS;
  }

  @Override
  public void carryOut(Proposal proposal) {
    AccountId official = Objects.requireNonNull(proposal.about());
    try {
      start.begin(
          official,
          RecoveryWay.of(proposal.details().getOrDefault("way", "")).orElseThrow(),
          RESET.equals(proposal.details().get("factors")),
          proposal.proposer(),
          proposal.decider());
    } catch (RecoveryRefused e) {
      throw new RefusedAct(RefusedAct.Code.CHANGED);
    }
  }
}
