package vn.antin.auth.org.power;

import java.util.UUID;

/** Names a proposal. */
public record ProposalId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
