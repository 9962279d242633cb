package vn.antin.auth.org.power;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.UnitId;

/**
 * An act that waits for a second administrator, or waited.
 *
 * @param kind which {@link FourEyesAct}
 * @param proposer who proposed it
 * @param decider who decided; null while nobody has
 * @param about the official it is done to; null when it is about no official
 * @param unit the unit it is about; null when it is about none
 * @param details what the act needs to know, as it understands it
 */
public record Proposal(
    ProposalId id,
    String kind,
    AccountId proposer,
    @Nullable AccountId decider,
    @Nullable AccountId about,
    @Nullable UnitId unit,
    Map<String, String> details,
    State state,
    Instant createdAt,
    Instant expiresAt) {
  public Proposal {
    details = Map.copyOf(details);
  }

  /** What became of it. */
  public enum State {
    OPEN,
    APPROVED,
    REFUSED,
    WITHDRAWN,
    EXPIRED
  }
}
