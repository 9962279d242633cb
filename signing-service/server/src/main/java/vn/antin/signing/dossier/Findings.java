package vn.antin.signing.dossier;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.validation.FileCheck;

/**
 * Validates signed results anew when someone asks, as a file that was sent would be. What was found
 * is kept for a minute on this node, so that a code that many look at costs one validation.
 */
final class Findings {
  /**
   * What validation says of one signature; nothing of the subject but name and agency.
   *
   * @param timestampTime proven by a trusted authority
   */
  record Finding(
      String signer,
      String organisation,
      String issuer,
      @Nullable Instant signingTime,
      @Nullable Instant timestampTime,
      String verdict,
      String revocation,
      String level) {}

  record Checked(Instant at, List<Finding> signatures) {}

  /** Failures are kept as well: they cost as much. */
  private record Kept(Instant at, Optional<Checked> found) {}

  private static final Logger LOG = LoggerFactory.getLogger(Findings.class);
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 500;

  private final Documents documents;
  private final FileCheck check;
  private final InstantSource time;
  private final Map<UUID, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  Findings(Documents documents, FileCheck check, InstantSource time) {
    this.documents = documents;
    this.check = check;
    this.time = time;
  }

  /** Empty when the file is no longer stored here, or cannot be validated now. */
  Optional<Checked> of(ResultRepository.Row result) {
    synchronized (kept) {
      var known = kept.get(result.latest());
      if (known != null && known.at().plus(KEPT).isAfter(time.instant())) {
        return known.found();
      }
    }
    var found = validate(result);
    synchronized (kept) {
      kept.remove(result.latest());
      kept.put(result.latest(), new Kept(time.instant(), found));
    }
    return found;
  }

  private Optional<Checked> validate(ResultRepository.Row result) {
    var owner = new Owner(result.client(), null);
    try {
      return documents
          .find(owner, new DocumentId(result.latest()))
          .map(check::check)
          .map(report ->
              new Checked(
                  time.instant(), report.signatures().stream().map(Findings::finding).toList()));
    } catch (SigningException | UncheckedIOException e) {
      LOG.info("Result {} could not be validated: {}", result.id(), e.getMessage());
      return Optional.empty();
    }
  }

  private static Finding finding(SignatureReport report) {
    var stamp = report.timestamp();
    return new Finding(
        report.signatory().name(),
        report.signatory().organisation(),
        report.signatory().issuer(),
        report.signingTime(),
        stamp != null && stamp.trusted() ? stamp.time() : null,
        word(report.verdict()),
        word(report.revocation().state()),
        report.level());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
