package vn.antin.signing.bind;

import java.io.Serial;

/** The sender has not shown to own the token. Its words are for the client's developer. */
public final class UnprovenSender extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What tells clients that proofs are taken (RFC 9449 §7.1). */
  public static final String OFFER = "DPoP algs=\"%s\"".formatted(ProofSignature.names());

  private final boolean dpop;
  private final String error;
  private final String description;

  private UnprovenSender(boolean dpop, String error, String description) {
    super(error + ": " + description);
    this.dpop = dpop;
    this.error = error;
    this.description = description;
  }

  static UnprovenSender bearer(String description) {
    return new UnprovenSender(false, "invalid_token", description);
  }

  static UnprovenSender dpop(String description) {
    return new UnprovenSender(true, "invalid_token", description);
  }

  static UnprovenSender proof(String description) {
    return new UnprovenSender(true, "invalid_dpop_proof", description);
  }

  /** Of RFC 6750 §3.1 or RFC 9449 §7.1. */
  public String error() {
    return error;
  }

  /** No quotes, and nothing that came with the request. */
  public String description() {
    return description;
  }

  /** For {@code WWW-Authenticate}: the scheme in which to try again, and what is wrong. */
  public String challenge() {
    var fault = "error=\"%s\", error_description=\"%s\"".formatted(error, description);
    return dpop ? OFFER.replaceFirst(" ", " " + fault + ", ") : "Bearer " + fault;
  }
}
