package vn.antin.admin.enrolment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A registration code that was not used yet, without the code itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpenCode(
    String id,
    @Nullable String kind,
    @Nullable String holder,
    @Nullable String createdBy,
    @Nullable Instant expiresAt) {
  /** As signing-service lists them. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<OpenCode> items, boolean stale) {}

  public boolean seal() {
    return Holder.SEAL.equals(kind);
  }

  public String name() {
    return Objects.requireNonNullElse(holder, "");
  }
}
