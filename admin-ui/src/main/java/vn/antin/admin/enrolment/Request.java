package vn.antin.admin.enrolment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to an outside authority.
 *
 * @param id also of the certificate that answers it
 * @param kind official or seal
 * @param status making, waiting, answered or given-up
 * @param request PKCS#10 in PEM; null in lists and before it is made
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Request(
    UUID id,
    String kind,
    @Nullable String holder,
    String status,
    @Nullable String createdBy,
    @Nullable Instant createdAt,
    @Nullable String request) {
  public static final List<String> STATES = List.of("waiting", "making", "answered", "given-up");

  public boolean is(String state) {
    return status.equals(state);
  }

  /** Whether it may still be given up. */
  public boolean open() {
    return is("waiting") || is("making");
  }

  public boolean seal() {
    return kind.equals(Holder.SEAL);
  }

  /** The badge's class. */
  public String mark() {
    return is("answered") ? "ok" : is("waiting") ? "warn" : "";
  }

  public String name() {
    return holder == null || holder.isBlank() ? "–" : holder;
  }

  /** The request's page, or the certificate's once there is one. */
  public String page() {
    return is("answered") ? "/certificates/" + id : "/certificates/requests/" + id;
  }

  /** Where one who comes too late is led: it has ended. */
  String after() {
    return page() + (is("answered") ? "?done=answered" : "?done=ended");
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Request> items, boolean stale) {}
}
