package vn.antin.signing.engine.validation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.coverage.Addition;

/**
 * One signature.
 *
 * @param name of its field, its file in the container, or its own id
 * @param signingTime as the signer's computer claimed it
 * @param timestamp the first that holds; null when there is none
 * @param coversWholeDocument nothing of the file lies outside what was signed
 * @param domain id of the trust domain that vouches; null when none does
 * @param added what came after it, or lies beside it unsigned
 * @param verdict all of it in one word
 * @param indication of EN 319 102-1: TOTAL_PASSED, INDETERMINATE or TOTAL_FAILED
 * @param subIndication its sub-indication
 * @param level such as PAdES-BASELINE-B
 * @param messages what a reader should know, most important first
 */
public record SignatureReport(
    String name,
    Signatory signatory,
    @Nullable Instant signingTime,
    @Nullable Stamp timestamp,
    boolean coversWholeDocument,
    Integrity integrity,
    Trust trust,
    @Nullable String domain,
    Revocation revocation,
    ValidityAtSigning validityAtSigning,
    List<Addition> added,
    Verdict verdict,
    String indication,
    @Nullable String subIndication,
    String level,
    List<ValidationMessage> messages) {

  public SignatureReport {
    added = List.copyOf(added);
    messages = List.copyOf(messages);
  }

  /**
   * Who signed, by the certificate.
   *
   * @param name common name; the whole subject when there is none
   * @param subject the whole subject (RFC 2253)
   * @param organisation the managing unit: OU and O of the subject
   * @param issuer common name of the issuer
   */
  public record Signatory(
      String name,
      String subject,
      String organisation,
      String issuer,
      @Nullable Instant validFrom,
      @Nullable Instant validTo) {}

  /**
   * A time-stamp whose value fits what it covers.
   *
   * @param authority common name of who gave it
   * @param trusted whether it leads to an anchor and passed validation; the time of one that did
   *     not proves nothing
   */
  public record Stamp(Instant time, String authority, boolean trusted) {}

  /**
   * Whether the certificate was withdrawn.
   *
   * @param asOf when the answer was true: the age of the list or answer that was used
   * @param revokedAt since when it is withdrawn
   */
  public record Revocation(Known state, @Nullable Instant asOf, @Nullable Instant revokedAt) {

    static final Revocation NOT_CHECKED = new Revocation(Known.NOT_CHECKED, null, null);
  }

  /** What is known about revocation; not knowing is a state of its own. */
  public enum Known {
    GOOD,
    REVOKED,
    NOT_CHECKED
  }

  /** Whether the signed bytes are those that were signed. */
  public enum Integrity {
    INTACT,
    BROKEN
  }

  /** Whether the certificate leads to an anchor; unknown when its issuer is not at hand. */
  public enum Trust {
    TRUSTED,
    UNTRUSTED,
    UNKNOWN
  }

  /** Whether the certificate was good when it was used. */
  public enum ValidityAtSigning {
    VALID,
    NOT_YET_VALID,
    EXPIRED,
    REVOKED,
    /** It has ended since, and nothing proves that it was used before. */
    UNPROVEN
  }

  /** The answer in one word, from best to worst. */
  public enum Verdict {
    /** Intact, trusted, good at signing as far as is known, nothing forbidden added. */
    VALID,
    /** Too little is known to decide. */
    UNDECIDED,
    /** Good when signed by the signer's clock; ended since, without proof of the time. */
    UNPROVEN,
    UNTRUSTED,
    /** What was signed holds, but something that was not allowed came after or lies beside it. */
    CHANGED,
    NOT_VALID_AT_SIGNING,
    REVOKED,
    BROKEN
  }
}
