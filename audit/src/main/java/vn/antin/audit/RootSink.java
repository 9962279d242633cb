package vn.antin.audit;

import java.util.List;
import java.util.Optional;

/**
 * A place outside the database that keeps every root: whoever rewrites the database cannot rewrite
 * it too. The sealer calls it from one thread at a time for one log.
 */
public interface RootSink {
  /**
   * The last root that was surely kept, empty when there is none yet.
   *
   * @throws AuditException when the place cannot be read
   */
  Optional<SealedRoot> last();

  /**
   * Keeps roots, in ascending order of seal, and returns when they survive a power cut.
   *
   * @throws AuditException when they were not kept, or not all; they are offered again
   */
  void append(List<SealedRoot> roots);
}
