package vn.antin.admin.applications;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.admin.upstream.Problem;

/** An application as the auth-server describes it; metadata by the names of RFC 7591. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Application(
    String id,
    String name,
    String kind,
    boolean enabled,
    long version,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    Map<String, Object> metadata,
    @Nullable List<Secret> secrets,
    @Nullable List<Profile> profiles,
    @Nullable List<Failure> errors,
    @Nullable String tryLogin) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A secret in force; {@code expiresAt} is set on the former one. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Secret(@Nullable Instant createdAt, @Nullable Instant expiresAt) {}

  /** A profile and what has to change before the application can have it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Profile(String profile, boolean current, List<Problem.Fault> faults) {}

  /** A request of the application that failed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Failure(
      @Nullable Instant at,
      @Nullable String endpoint,
      @Nullable String error,
      @Nullable String description,
      boolean proven) {}

  /** Whether its settings are changed here rather than in the server's configuration. */
  public boolean changeable() {
    return kind.equals("registered") || kind.equals("dynamic");
  }

  public boolean usesSecret() {
    return value("token_endpoint_auth_method").startsWith("client_secret_");
  }

  /** Empty when absent. */
  public String value(String member) {
    return metadata.get(member) instanceof String text ? text : "";
  }

  public boolean flag(String member) {
    return Boolean.TRUE.equals(metadata.get(member));
  }

  /** The values of an array, one a line. */
  public String lines(String member) {
    return metadata.get(member) instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining("\n"))
        : "";
  }

  /** The registered keys as JSON; empty when there are none. */
  public String keys() {
    return metadata.get("jwks") instanceof Map<?, ?> keys
        ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(keys)
        : "";
  }

  public List<Secret> secretsInForce() {
    return secrets == null ? List.of() : secrets;
  }

  public List<Profile> knownProfiles() {
    return profiles == null ? List.of() : profiles;
  }

  public List<Failure> failures() {
    return errors == null ? List.of() : errors;
  }
}
