package vn.antin.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import vn.antin.audit.SealResult.Delayed;
import vn.antin.audit.SealResult.Step;

/**
 * Seals committed rows, keeps the roots outside the database, has them signed.
 *
 * <p>Each step commits by itself and starts from what is stored, so a crash anywhere loses nothing:
 * the next run, on any node, finishes what is missing. Two sealers at once wait for each other; the
 * chain never forks. Run it every few seconds, outside any transaction; rows that a transaction has
 * not committed yet are taken by a later run. Safe for use by several threads.
 */
public final class AuditSealer {
  private final SealMaking making;
  private final RootKeeping keeping;
  private final RootSigning signing;

  public AuditSealer(DataSource database, InstantSource clock, RootSigner signer, RootSink sink) {
    making = new SealMaking(database, clock);
    keeping = new RootKeeping(database, sink);
    signing = new RootSigning(database, clock, signer);
  }

  /**
   * Seals everything that is committed and not sealed, then keeps and signs what is not kept or
   * signed yet, from earlier runs too.
   *
   * @throws AuditException when the database fails
   */
  public SealResult sealPending() {
    int seals = 0;
    int entries = 0;
    int sealed = making.sealOnce();
    while (sealed > 0) {
      seals++;
      entries += sealed;
      sealed = sealed < SealMaking.MOST_ENTRIES ? 0 : making.sealOnce();
    }
    Step kept = keeping.keepAll();
    Step signed =
        kept instanceof SealResult.Contradicted
            ? new Delayed("The kept roots contradict the database")
            : signing.signMissing();
    return new SealResult(seals, entries, kept, signed);
  }

  /**
   * When the oldest row that waits for its seal was appended, empty when none waits: for health
   * checks. More than a few seconds ago means that no sealer is running or a transaction was long.
   *
   * @throws AuditException when the database fails
   */
  public Optional<Instant> oldestUnsealed() {
    return making.oldestUnsealed();
  }
}
