package vn.antin.admin.certificates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One certificate.
 *
 * @param done what was just done; null for nothing
 */
public record CertificatePage(Certificate of, Instant now, @Nullable String done) {
  /** What may be asked for now. */
  public List<String> acts() {
    return of.acts(now);
  }
}
