package vn.antin.signing.validation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import vn.antin.signing.engine.validation.Format;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.isolation.IsolatedValidator;
import vn.antin.signing.engine.validation.trust.TrustDomains;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** Receives a file into memory, within bounds, and has a child process validate it. Thread-safe. */
public final class PublicCheck implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;

  private final TrustStore trust;
  private final IsolatedValidator validator;
  private final long limit;
  private final Duration uploadTime;
  private final Budget receiving;

  PublicCheck(TrustStore trust, ValidationProperties properties, InstantSource time) {
    this.trust = trust;
    this.validator =
        new IsolatedValidator(
            IsolatedValidator.Limits.of(
                Math.toIntExact(properties.validatorMemory().toMegabytes()),
                properties.validationTime()),
            time);
    this.limit = properties.maxSize().toBytes();
    this.uploadTime = properties.uploadTime();
    this.receiving = new Budget(properties.memory().toBytes());
  }

  /** Whom this installation trusts now. */
  TrustDomains domains() {
    return trust.domains();
  }

  /**
   * Checks what is sent.
   *
   * @param pdf whether the caller says that it is one
   * @throws SigningException BUSY, TOO_COMPLEX and what else can be wrong with a file
   */
  public Validation.Report check(
      long announcedSize, InputStream body, boolean pdf, Set<Detail> details) throws IOException {
    if (announcedSize > limit) {
      throw Problem.DOCUMENT_TOO_LARGE.because("more than " + limit + " bytes announced");
    }
    try (var share = receiving.share()) {
      var file = SignedFile.of("document", receive(body, share));
      return switch (validator.validate(domains(), file, details)) {
        case Validation.Report report when pdf && report.format() != Format.PDF ->
            throw Problem.NOT_A_PDF.because("said to be a PDF, found " + report.format());
        case Validation.Report report -> report;
        case Validation.Refused(var reason, var detail) -> throw problem(reason, detail, pdf);
      };
    }
  }

  /** Validates what is held here already. */
  Validation.Report check(long length, Source source) throws IOException {
    if (length > limit) {
      throw Problem.DOCUMENT_TOO_LARGE.because("validates up to " + limit + " bytes");
    }
    try (var share = receiving.share()) {
      share.growTo(2 * length);
      var content = new ByteArrayOutputStream((int) length);
      source.writeTo(content);
      var file = SignedFile.of("document", content.toByteArray());
      return switch (validator.validate(domains(), file, Set.of())) {
        case Validation.Report report -> report;
        case Validation.Refused(var reason, var detail) -> throw problem(reason, detail, true);
      };
    }
  }

  /** Writes a file. */
  interface Source {
    void writeTo(OutputStream out) throws IOException;
  }

  private byte[] receive(InputStream body, Budget.Share share) throws IOException {
    var deadline = System.nanoTime() + uploadTime.toNanos();
    var received = new byte[BLOCK];
    share.growTo(BLOCK);
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
        share.growTo(2L * filled);
        received = Arrays.copyOf(received, 2 * filled);
      }
    }
    return Arrays.copyOf(received, filled);
  }

  static SigningException problem(Validation.Reason reason, String detail, boolean pdf) {
    var problem =
        switch (reason) {
          case UNKNOWN_FORMAT -> pdf ? Problem.NOT_A_PDF : Problem.FORMAT_UNKNOWN;
          case ENCRYPTED -> Problem.ENCRYPTED_PDF;
          case BROKEN, AMBIGUOUS -> pdf ? Problem.BROKEN_PDF : Problem.BROKEN_FILE;
          case TOO_COMPLEX, TIMED_OUT -> Problem.TOO_COMPLEX;
          case BUSY -> Problem.BUSY;
        };
    return problem.because(reason + ": " + detail);
  }

  @Override
  public void close() {
    validator.close();
  }
}
