package vn.antin.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.antin.audit.proof.Hash;

/**
 * A root as it is kept outside the database; it stands for the whole log up to its seal.
 *
 * @param log which log
 * @param seal the seal's number
 * @param root the chained root
 * @param sealedAt when it was sealed
 */
public record SealedRoot(UUID log, long seal, Hash root, Instant sealedAt) {

  /** One line without its end: number, root, time and log, separated by spaces. */
  public String line() {
    return "%d %s %s %s".formatted(seal, root, sealedAt, log);
  }

  /** Reads such a line; empty when it is anything else, a line torn by a power cut for instance. */
  public static Optional<SealedRoot> parse(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SealedRoot(
              UUID.fromString(parts[3]),
              Long.parseLong(parts[0]),
              Hash.ofHex(parts[1]),
              Instant.parse(parts[2])));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
