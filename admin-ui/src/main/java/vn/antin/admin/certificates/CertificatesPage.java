package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One screenful of certificates.
 *
 * @param windows addresses of what ends soon, by days
 * @param more address of the next screenful, if there is one
 * @param stale whether signing-service's copy of the units is older than it should be
 * @param now from which the days that are left are counted
 */
public record CertificatesPage(
    CertificateFilter filter,
    List<Window> windows,
    List<Certificate> items,
    @Nullable String more,
    boolean stale,
    Instant now) {
  public CertificatesPage {
    windows = List.copyOf(windows);
    items = List.copyOf(items);
  }

  /** What ends within so many days. */
  public record Window(int days, String address, boolean chosen) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Certificate> items, @Nullable String next, boolean stale) {}
}
