package vn.antin.auth.api.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sees of one official.
 *
 * @param nationalIdKnown whether a national id is kept; the number itself is shown by an act of its
 *     own
 * @param federation the directory that holds the password; null when it is ours
 * @param mayManage whether the caller may change any of it
 * @param mayActivate whether a link or slip can be given for the first password; for an active
 *     official without a password who cannot be given one, a recovery is the way
 * @param factors what the official can prove themselves with, by kind
 * @param leave the leaving that is planned or was last
 */
record PersonFile(
    UUID id,
    String username,
    String familyName,
    String middleName,
    String givenName,
    String displayName,
    @Nullable String email,
    @Nullable String telephone,
    @Nullable String officialCode,
    boolean nationalIdKnown,
    String locale,
    String status,
    @Nullable String disabledReason,
    @Nullable Instant disabledAt,
    @Nullable Instant erasedAt,
    Instant createdAt,
    @Nullable String federation,
    long version,
    boolean mayManage,
    boolean mayActivate,
    int sessions,
    List<Factor> factors,
    List<Post> posts,
    List<Role> roles,
    @Nullable Leave leave) {
  /** A post held once, now or later. */
  record Post(
      UUID assignment,
      String title,
      UUID unitId,
      String unit,
      String kind,
      LocalDate from,
      @Nullable LocalDate until) {}

  record Role(String role, UUID unitId, String unit) {}

  record Factor(String kind, int count) {}

  record Leave(LocalDate on, String reason, @Nullable Instant doneAt) {}
}
