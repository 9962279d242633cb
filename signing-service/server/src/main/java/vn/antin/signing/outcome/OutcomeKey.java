package vn.antin.signing.outcome;

import java.util.HexFormat;
import java.util.UUID;
import vn.antin.signing.grant.GrantId;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.problem.Problem;

/** Which row of the ledger: the approval, or the token agent's job, and the hash. */
record OutcomeKey(GrantId grant, HashValue hash) {
  /** From an address. */
  static OutcomeKey of(UUID grant, String hash) {
    try {
      return new OutcomeKey(new GrantId(grant), HashValue.of(HexFormat.of().parseHex(hash)));
    } catch (IllegalArgumentException e) {
      throw Problem.NOT_FOUND.because("no hash in hexadecimal", e);
    }
  }
}
