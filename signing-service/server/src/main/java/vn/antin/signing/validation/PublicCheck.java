package vn.antin.signing.validation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.validation.PdfValidator;
import vn.antin.signing.engine.validation.TrustMaterial;
import vn.antin.signing.engine.validation.Validation;
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
  private @Nullable PdfValidator validator;
  private @Nullable TrustMaterial trusted;

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
    return switch (heavyWork.run(() -> validator().validate(pdf))) {
      case Validation.Report report -> report;
      case Validation.Unusable(var verdict) -> throw problem(verdict).because("not usable");
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
  private synchronized PdfValidator validator() {
    var material = trust.material();
    var made = validator;
    if (made == null || !material.equals(trusted)) {
      made = new PdfValidator(material, time);
      validator = made;
      trusted = material;
    }
    return made;
  }

  private static Problem problem(PdfInspection verdict) {
    return switch (verdict) {
      case PdfInspection.NotPdf _ -> Problem.NOT_A_PDF;
      case PdfInspection.Encrypted _ -> Problem.ENCRYPTED_PDF;
      case PdfInspection.Broken _, PdfInspection.Usable _ -> Problem.BROKEN_PDF;
    };
  }
}
