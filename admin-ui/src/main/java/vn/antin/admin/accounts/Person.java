package vn.antin.admin.accounts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An official as the auth-server describes them to an administrator. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Person(
    String id,
    String username,
    @Nullable String familyName,
    @Nullable String middleName,
    @Nullable String givenName,
    String displayName,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String officialCode,
    boolean nationalIdKnown,
    @Nullable String locale,
    String status,
    @Nullable String disabledReason,
    @Nullable Instant disabledAt,
    @Nullable Instant erasedAt,
    @Nullable Instant createdAt,
    @Nullable String federation,
    long version,
    boolean mayManage,
    boolean mayActivate,
    int sessions,
    @Nullable List<Factor> factors,
    @Nullable List<Post> posts,
    @Nullable List<Role> roles,
    @Nullable Leave leave) {

  /** A post held once, now or later. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Post(
      String assignment,
      String title,
      String unitId,
      String unit,
      String kind,
      LocalDate from,
      @Nullable LocalDate until) {
    /** Whether it is held on that day or later. */
    public boolean open(LocalDate day) {
      return until == null || until.isAfter(day);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Role(String role, String unit) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Factor(String kind, int count) {}

  /** A leaving; {@code doneAt} is null while it is planned. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Leave(LocalDate on, String reason, @Nullable Instant doneAt) {}

  /** Which systems have confirmed that the official may not log in any more. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Confirmations(
      int confirmed,
      int systems,
      @Nullable Long completeAfterMillis,
      @Nullable List<Confirmation> items) {
    public List<Confirmation> all() {
      return items == null ? List.of() : items;
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Confirmation(
      String name, String state, @Nullable Instant confirmedAt, @Nullable String problem) {}

  /** What an official without a password begins with. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Slip(
      String username,
      String displayName,
      String address,
      @Nullable String code,
      @Nullable Instant expiresAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ShownNumber(String nationalId) {}

  public boolean active() {
    return status.equals("active");
  }

  /** Whether the account is closed because its official has left. */
  public boolean left() {
    return !active() && disabledReason != null && disabledReason.startsWith("left:");
  }

  /** Whether the official has yet to choose the first password here. */
  public boolean waitsForPassword() {
    return mayActivate;
  }

  /** Whether a leaving is planned and has not come. */
  public boolean leaves() {
    return active() && leave != null && leave.doneAt() == null;
  }

  /** Why access was taken away, in the words of whoever did. */
  public String reason() {
    return Objects.requireNonNullElse(disabledReason, "").replaceFirst("^[a-z]+:", "");
  }

  public List<Post> allPosts() {
    return posts == null ? List.of() : posts;
  }

  /** The posts that a leaving ends. */
  public List<Post> openPosts(LocalDate day) {
    return allPosts().stream().filter(post -> post.open(day)).toList();
  }

  public List<Role> allRoles() {
    return roles == null ? List.of() : roles;
  }

  public List<Factor> allFactors() {
    return factors == null ? List.of() : factors;
  }

  /** Empty instead of nothing, for a form's field. */
  public static String shown(@Nullable String value) {
    return value == null ? "" : value;
  }
}
