package vn.antin.signing.engine.validation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection;

/** What validation found. */
public sealed interface Validation {

  /**
   * The document was read.
   *
   * @param signatures in the order they were made; empty when nobody signed
   * @param changedAfterSigning something other than signatures and allowed form entries was added
   *     after a signature, or bytes follow the last one
   */
  record Report(List<SignatureReport> signatures, int pages, boolean changedAfterSigning)
      implements Validation {

    public Report {
      signatures = List.copyOf(signatures);
    }
  }

  /** The document cannot be validated: not a PDF, encrypted or broken. */
  record Unusable(PdfInspection verdict) implements Validation {}

  /**
   * One signature.
   *
   * @param fieldName name of its field in the document
   * @param signer common name of the signer's certificate
   * @param subject the whole subject (RFC 2253)
   * @param organisation the managing unit: OU and O of the subject
   * @param issuer common name of the issuer
   * @param signingTime as the signer's computer claimed it
   * @param timestampTime as a time-stamping authority proved it
   * @param coversWholeDocument its byte range reaches the end of the file
   * @param indication of EN 319 102-1: TOTAL_PASSED, INDETERMINATE or TOTAL_FAILED
   * @param subIndication its sub-indication
   * @param level such as PAdES-BASELINE-B
   * @param messages what a reader should know, most important first
   */
  record SignatureReport(
      String fieldName,
      String signer,
      String subject,
      String organisation,
      String issuer,
      @Nullable Instant signingTime,
      @Nullable Instant timestampTime,
      @Nullable Instant certificateValidFrom,
      @Nullable Instant certificateValidTo,
      boolean coversWholeDocument,
      Integrity integrity,
      Trust trust,
      Revocation revocation,
      String indication,
      @Nullable String subIndication,
      String level,
      List<ValidationMessage> messages) {

    public SignatureReport {
      messages = List.copyOf(messages);
    }
  }

  /** Whether the signed bytes are those that were signed. */
  enum Integrity {
    INTACT,
    BROKEN
  }

  /** Whether the certificate leads to an anchor; unknown when its issuer is not at hand. */
  enum Trust {
    TRUSTED,
    UNTRUSTED,
    UNKNOWN
  }

  /** Whether the certificate was withdrawn. */
  enum Revocation {
    GOOD,
    REVOKED,
    NOT_CHECKED
  }
}
