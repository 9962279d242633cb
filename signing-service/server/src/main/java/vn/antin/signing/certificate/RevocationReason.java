package vn.antin.signing.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a certificate is suspended or revoked: the causes of Decree 68/2024/NĐ-CP Art. 17, each with
 * the code by which revocation lists name it (RFC 5280 §5.3.1). The words are in {@code
 * messages*.properties} under {@code certificate.reason.<code>}.
 */
public enum RevocationReason {
  KEY_COMPROMISED(1, false),
  DEVICE_LOST(1, true),
  AGENCY_REQUEST(5, true),
  POST_CHANGED(3, true),
  RETIRED(3, true),
  LEFT(3, true),
  DECEASED(5, false),
  UNIT_ENDED(5, false),
  SUPERSEDED(4, true),
  INFORMATION_WRONG(9, true),
  UNDER_INVESTIGATION(6, true);

  /** {@code certificateHold}, the one that can be undone: of whatever is suspended. */
  public static final int HOLD = 6;

  private final int listCode;
  private final boolean reversible;

  RevocationReason(int listCode, boolean reversible) {
    this.listCode = listCode;
    this.reversible = reversible;
  }

  /** The {@code CRLReason} of a certificate revoked for it. */
  public int listCode() {
    return listCode;
  }

  /** Whether a suspension for it may be taken back. */
  public boolean reversible() {
    return reversible;
  }

  /** Whether it is enough to revoke for: an investigation only suspends. */
  public boolean revokes() {
    return listCode != HOLD;
  }

  /** The word for it in the API and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<RevocationReason> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
