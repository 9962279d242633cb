package vn.antin.signing.engine.validation;

import java.util.List;
import java.util.Map;

/** What validation found. */
public sealed interface Validation {

  /**
   * The file was read.
   *
   * @param signatures in the order they were made; empty when nobody signed
   * @param pages of a PDF; 0 for other formats
   * @param changedAfterSigning something that no signature vouches for and that was not allowed
   *     came after a signature
   * @param details DSS's own reports (XML), those that were asked for
   */
  record Report(
      Format format,
      List<SignatureReport> signatures,
      int pages,
      boolean changedAfterSigning,
      Map<Detail, String> details)
      implements Validation {

    public Report {
      signatures = List.copyOf(signatures);
      details = Map.copyOf(details);
    }

    static Report unsigned(Format format, int pages) {
      return new Report(format, List.of(), pages, false, Map.of());
    }
  }

  /**
   * The file cannot be validated.
   *
   * @param detail for the operator
   */
  record Refused(Reason reason, String detail) implements Validation {}

  /** Why a file is not validated. */
  enum Reason {
    /** Nothing that carries signatures. */
    UNKNOWN_FORMAT,
    ENCRYPTED,
    BROKEN,
    /** Readers could take it for different documents. */
    AMBIGUOUS,
    /** More nesting, objects or inflated bytes than are read here. */
    TOO_COMPLEX,
    TIMED_OUT,
    /** Nothing was looked at: all validators are at work. */
    BUSY
  }

  /** A report of DSS, as XML. */
  enum Detail {
    SIMPLE,
    DETAILED,
    DIAGNOSTIC,
    /** ETSI TS 119 102-2. */
    ETSI
  }
}
