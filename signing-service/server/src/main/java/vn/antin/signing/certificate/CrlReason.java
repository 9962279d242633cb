package vn.antin.signing.certificate;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a certificate stands in a revocation list: {@code CRLReason} of RFC 5280 §5.3.1. Number 7 is
 * not used by the standard; 8 (removeFromCRL) is for delta lists alone.
 */
public enum CrlReason {
  UNSPECIFIED(0),
  KEY_COMPROMISE(1),
  CA_COMPROMISE(2),
  AFFILIATION_CHANGED(3),
  SUPERSEDED(4),
  /** Not needed any more for what it was issued for; the key is not suspected. */
  CESSATION_OF_OPERATION(5),
  /** The one that can be undone. */
  CERTIFICATE_HOLD(6),
  PRIVILEGE_WITHDRAWN(9),
  AA_COMPROMISE(10);

  private final int code;

  CrlReason(int code) {
    this.code = code;
  }

  /** The number in lists, in the database and in the API. */
  public int code() {
    return code;
  }

  /** Whether the key may be in other hands, so that it is never certified again. */
  public boolean compromise() {
    return this == KEY_COMPROMISE || this == CA_COMPROMISE || this == AA_COMPROMISE;
  }

  public static Optional<CrlReason> of(int code) {
    return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
  }
}
