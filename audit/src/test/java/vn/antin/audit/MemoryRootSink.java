package vn.antin.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sink in memory that can be full. */
final class MemoryRootSink implements RootSink {
  final List<SealedRoot> roots = new ArrayList<>();
  boolean full;

  @Override
  public Optional<SealedRoot> last() {
    return roots.isEmpty() ? Optional.empty() : Optional.of(roots.getLast());
  }

  @Override
  public void append(List<SealedRoot> more) {
    if (full) {
      throw new AuditException(
          AuditException.Code.SINK, "No space left on device", new IOException("full"));
    }
    roots.addAll(more);
  }
}
