package vn.antin.signing.validation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.isolation.IsolatedValidator;
import vn.antin.signing.problem.Problem;

/**
 * Sees files that officials' acts depend on as the public check would show them, in a child process
 * and memory of its own: strangers at the public check do not keep officials waiting. Thread-safe.
 */
public final class OwnCheck implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TrustStore trust;
  private final IsolatedValidator validator;
  private final long limit;
  private final Budget holding;

  OwnCheck(TrustStore trust, ValidationProperties properties, InstantSource time) {
    this.trust = trust;
    this.validator =
        new IsolatedValidator(
            new IsolatedValidator.Limits(
                Math.toIntExact(properties.validatorMemory().toMegabytes()),
                properties.validationTime(),
                START,
                IDLE,
                1,
                PATIENCE),
            time);
    this.limit = properties.maxSize().toBytes();
    this.holding = new Budget(properties.memory().toBytes());
  }

  /** The largest file that is validated, in bytes. */
  public long limit() {
    return limit;
  }

  /**
   * Passes when the signature of this field is valid: intact, trusted, in force, not revoked as far
   * as is known.
   *
   * @throws vn.antin.signing.problem.SigningException RETURN_NOT_VALID, or why it was not validated
   */
  public void require(byte[] file, String field) {
    var verdicts =
        validated(file).signatures().stream()
            .filter(each -> each.name().equals(field))
            .map(each -> each.verdict())
            .toList();
    if (verdicts.size() != 1 || verdicts.getFirst() != Verdict.VALID) {
      throw Problem.RETURN_NOT_VALID.because("validation says " + verdicts);
    }
  }

  /** Validates what is held here already. */
  Validation.Report check(long length, PublicCheck.Source source) throws IOException {
    if (length > limit) {
      throw Problem.DOCUMENT_TOO_LARGE.because("validates up to " + limit + " bytes");
    }
    try (var share = holding.share()) {
      share.growTo(2 * length);
      var content = new ByteArrayOutputStream((int) length);
      source.writeTo(content);
      return validated(content.toByteArray());
    }
  }

  private Validation.Report validated(byte[] file) {
    return switch (validator.validate(trust.domains(), SignedFile.of("document", file), Set.of())) {
      case Validation.Report report -> report;
      case Validation.Refused(var reason, var detail) ->
          throw PublicCheck.problem(reason, detail, true);
    };
  }

  @Override
  public void close() {
    validator.close();
  }
}
