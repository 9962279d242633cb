package vn.antin.admin.reorganisations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request for a seal that is not signed yet, as signing-service tells it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InFlight(
    UUID id,
    String unit,
    String clientId,
    @Nullable String official,
    List<String> documents,
    Instant createdAt,
    boolean stopped,
    @Nullable String decision) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<InFlight> items, boolean stale) {
    List<InFlight> lines() {
      return items == null ? List.of() : items;
    }
  }

  /** A seal wanted by a unit that took over. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SealRequest(
      UUID unitId, String unit, List<String> insteadOf, String status, Instant createdAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record SealRequests(@Nullable List<SealRequest> items) {
    List<SealRequest> lines() {
      return items == null ? List.of() : items;
    }
  }
}
