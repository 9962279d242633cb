package vn.antin.admin.servers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as signing-service tells it.
 *
 * @param profile tls-server or tls-client
 * @param status waiting (for its first certificate), enrolled, expired or withdrawn
 * @param codeExpiresAt until when its code is good; null when it has none that is
 * @param codeUsedAt when its code was used; null when it was not
 * @param validTo end of its latest certificate
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Server(
    UUID id,
    @Nullable String unit,
    String name,
    String profile,
    List<String> hostNames,
    String status,
    @Nullable Instant createdAt,
    @Nullable Instant withdrawnAt,
    @Nullable Instant codeExpiresAt,
    @Nullable Instant codeUsedAt,
    @Nullable Instant validTo) {
  public Server {
    hostNames = List.copyOf(Objects.requireNonNullElse(hostNames, List.of()));
  }

  public boolean withdrawn() {
    return status.equals("withdrawn");
  }

  public String page() {
    return "/certificates/servers/" + id;
  }

  /** The badge's class. */
  public String mark() {
    return switch (status) {
      case "enrolled" -> "ok";
      case "waiting" -> "warn";
      case "expired" -> "bad";
      default -> "";
    };
  }

  /** A certificate of a server. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Certificate(
      @Nullable String serialNumber,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable String status) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Server> items, boolean stale) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record One(Server server, @Nullable List<Certificate> certificates) {}

  /** The only answer that holds the code. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record WithCode(UUID id, String code, @Nullable Instant codeExpiresAt) {
    @Override
    public String toString() {
      return "WithCode[" + id + "]";
    }
  }
}
