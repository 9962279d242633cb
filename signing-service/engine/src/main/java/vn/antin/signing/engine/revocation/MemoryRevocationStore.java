package vn.antin.signing.engine.revocation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Forgets with the process, and the least used first when it is full. */
public final class MemoryRevocationStore implements RevocationStore {

  private final int most;
  private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most answers to keep
   */
  public MemoryRevocationStore(int most) {
    this.most = most;
  }

  @Override
  public synchronized void keep(String key, byte[] encoded) {
    kept.put(key, encoded.clone());
    if (kept.size() > most) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  @Override
  public synchronized Optional<byte[]> last(String key) {
    byte[] found = kept.get(key);
    return found == null ? Optional.empty() : Optional.of(found.clone());
  }
}
