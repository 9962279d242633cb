package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/**
 * One screenful of certificates.
 *
 * @param query what was searched for
 * @param more address of the next screenful, if there is one
 * @param stale whether signing-service's copy of the units is older than it should be
 */
public record CertificatesPage(
    String query, List<Certificate> items, @Nullable String more, boolean stale) {
  public CertificatesPage {
    items = List.copyOf(items);
  }

  /** A certificate as signing-service lists it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Certificate(
      @Nullable String kind,
      @Nullable String holder,
      @Nullable String unit,
      @Nullable String subject,
      @Nullable String serialNumber,
      @Nullable String issuer,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable String status) {
    public String name() {
      return holder != null && !holder.isBlank() ? holder : SubjectName.commonName(subject);
    }

    public boolean seal() {
      return "seal".equals(kind);
    }

    public String issuerName() {
      return SubjectName.commonName(issuer);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Certificate> items, @Nullable String next, boolean stale) {}
}
