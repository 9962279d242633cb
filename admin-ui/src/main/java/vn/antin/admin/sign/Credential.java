package vn.antin.admin.sign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/** A certificate the official may sign with: their own, or an agency seal in their custody. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Credential(
    String id,
    @Nullable String kind,
    @Nullable String subject,
    @Nullable String serialNumber,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable String status,
    @Nullable String unit) {

  public String name() {
    return SubjectName.commonName(subject);
  }

  public boolean seal() {
    return "seal".equals(kind);
  }

  /** Whether it can sign today. */
  public boolean usable() {
    return status == null || "valid".equals(status);
  }
}
