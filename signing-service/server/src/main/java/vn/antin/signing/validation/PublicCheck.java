package vn.antin.signing.validation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.TrustDomains;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.HeavyWork;

/** Receives a file into memory, within bounds, and validates it. Thread-safe. */
final class PublicCheck {
  private static final int BLOCK = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TrustStore trust;
  private final HeavyWork heavyWork;
  private final InstantSource time;
  private final long limit;
  private final Duration uploadTime;
  private final Budget receiving;
  private final Budget validating;
  private @Nullable Validator validator;
  private @Nullable TrustDomains trusted;

  PublicCheck(
      TrustStore trust, HeavyWork heavyWork, ValidationProperties properties, InstantSource time) {
    this.trust = trust;
    this.heavyWork = heavyWork;
    this.time = time;
    this.limit = properties.maxSize().toBytes();
    this.uploadTime = properties.uploadTime();
    this.receiving = new Budget(properties.memory().toBytes());
    this.validating = new Budget(limit);
  }

  /** Whom this installation trusts now. */
  TrustDomains domains() {
    return trust.domains();
  }

  Validation.Report check(long announcedSize, InputStream body) throws IOException {
    if (announcedSize > limit) {
      throw Problem.DOCUMENT_TOO_LARGE.because("more than " + limit + " bytes announced");
    }
    var room = announcedSize >= 0 ? announcedSize : limit;
    return receiving.with(
        room,
        Duration.ZERO,
        () -> {
          var pdf = receive(announcedSize, body);
          return validating.with(pdf.length, PATIENCE, () -> validate(pdf));
        });
  }

  private Validation.Report validate(byte[] pdf) {
    return switch (heavyWork.run(() -> validator().validate(SignedFile.of("document", pdf)))) {
      case Validation.Report report -> report;
      case Validation.Refused(var reason, _) -> throw problem(reason).because("not usable");
    };
  }

  private byte[] receive(long announcedSize, InputStream body) throws IOException {
    var deadline = System.nanoTime() + uploadTime.toNanos();
    var received = new byte[announcedSize >= 0 ? (int) announcedSize + 1 : BLOCK];
    var filled = 0;
    for (var read = 0; read >= 0; read = body.read(received, filled, received.length - filled)) {
      filled += read;
      if (filled > limit) {
        throw Problem.DOCUMENT_TOO_LARGE.because("more than " + limit + " bytes");
      }
      if (System.nanoTime() > deadline) {
        throw Problem.INVALID_REQUEST.because("the upload took longer than " + uploadTime);
      }
      if (filled == received.length) {
        received = Arrays.copyOf(received, 2 * filled);
      }
    }
    return Arrays.copyOf(received, filled);
  }

  /** Made at the first check and again when what is trusted changed. */
  private synchronized Validator validator() {
    var domains = trust.domains();
    var made = validator;
    if (made == null || !domains.equals(trusted)) {
      made = new Validator(domains, time);
      validator = made;
      trusted = domains;
    }
    return made;
  }

  private static Problem problem(Validation.Reason reason) {
    return switch (reason) {
      case UNKNOWN_FORMAT -> Problem.NOT_A_PDF;
      case ENCRYPTED -> Problem.ENCRYPTED_PDF;
      case BROKEN, AMBIGUOUS, TOO_COMPLEX, TIMED_OUT -> Problem.BROKEN_PDF;
    };
  }
}
