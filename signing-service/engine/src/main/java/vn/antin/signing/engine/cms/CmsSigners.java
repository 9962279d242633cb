package vn.antin.signing.engine.cms;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.antin.signing.engine.Signer;

/** The signers seen last, so that one who signs many documents is prepared once. Thread-safe. */
public final class CmsSigners {

  private static final int KEPT = 64;

  private final Map<Signer, CmsSigner> latest =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Signer, CmsSigner> eldest) {
          return size() > KEPT;
        }
      };

  public CmsSigner of(Signer signer) {
    synchronized (latest) {
      CmsSigner known = latest.get(signer);
      if (known != null) {
        return known;
      }
    }
    CmsSigner fresh = CmsSigner.of(signer);
    synchronized (latest) {
      latest.put(signer, fresh);
    }
    return fresh;
  }
}
