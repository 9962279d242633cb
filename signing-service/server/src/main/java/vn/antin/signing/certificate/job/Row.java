package vn.antin.signing.certificate.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.web.Caller;

/**
 * One holder of a job, taken by this node.
 *
 * @param renews the credential to renew; null for a first one
 * @param interrupted what an earlier attempt had begun and not ended
 * @param creator with the units that their token named
 */
record Row(
    UUID job,
    int number,
    Holder holder,
    @Nullable UUID renews,
    @Nullable CredentialId interrupted,
    int attempts,
    @Nullable KeyKind key,
    Caller.Person creator) {
  /** The job as it was made. */
  record Made(UUID id, int total) {}

  /** How a job stands. */
  record Progress(
      UUID id,
      String kind,
      @Nullable String unit,
      @Nullable String createdBy,
      Instant createdAt,
      @Nullable Instant finishedAt,
      long total,
      long waiting,
      long working,
      long done,
      long skipped,
      long failed,
      long cancelled) {}

  /** What became of one holder. */
  record Outcome(
      int number,
      String holder,
      String state,
      @Nullable String detail,
      @Nullable UUID certificate) {}

  /** Whom a job is for. */
  record Wish(
      String kind,
      @Nullable UUID unit,
      List<UUID> officials,
      @Nullable Instant expiresBefore,
      @Nullable KeyKind key) {
    Wish {
      officials = List.copyOf(officials);
    }
  }
}
