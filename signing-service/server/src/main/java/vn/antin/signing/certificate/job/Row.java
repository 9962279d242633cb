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
 * One row of a job, taken by this node.
 *
 * @param interrupted what an earlier attempt had begun and not ended
 * @param creator with the units that their token named
 */
record Row(
    UUID job,
    int number,
    Task task,
    @Nullable CredentialId interrupted,
    int attempts,
    Caller.Person creator) {
  /** What is to be done. */
  sealed interface Task {
    /** A first certificate. */
    record Issue(Holder holder, @Nullable KeyKind key) implements Task {}

    /** One in the place of another. */
    record Renew(UUID credential, @Nullable KeyKind key) implements Task {}

    /**
     * A certificate that a list brought.
     *
     * @param username of the official who holds it; null for a seal
     * @param unit code of the unit whose seal it is; null for an official
     * @param preview when true nothing is registered
     */
    record Register(
        @Nullable String username, @Nullable String unit, String certificates, boolean preview)
        implements Task {}
  }

  /** The job as it was made. */
  record Made(UUID id, int total) {}

  /** How a job stands. */
  record Progress(
      UUID id,
      String kind,
      @Nullable String source,
      boolean preview,
      boolean staged,
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
