package vn.antin.signing.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a certificate is suspended or revoked: the causes of Decree 68/2024/NĐ-CP Art. 17, each with
 * what revocation lists say for it. The words are in {@code messages*.properties} under {@code
 * certificate.reason.<code>}.
 */
public enum RevocationReason {
  KEY_COMPROMISED(CrlReason.KEY_COMPROMISE, false),
  DEVICE_LOST(CrlReason.KEY_COMPROMISE, true),
  AGENCY_REQUEST(CrlReason.CESSATION_OF_OPERATION, true),
  POST_CHANGED(CrlReason.AFFILIATION_CHANGED, true),
  RETIRED(CrlReason.AFFILIATION_CHANGED, true),
  LEFT(CrlReason.AFFILIATION_CHANGED, true),
  DECEASED(CrlReason.CESSATION_OF_OPERATION, false),
  UNIT_ENDED(CrlReason.CESSATION_OF_OPERATION, false),
  SUPERSEDED(CrlReason.SUPERSEDED, true),
  INFORMATION_WRONG(CrlReason.PRIVILEGE_WITHDRAWN, true),
  UNDER_INVESTIGATION(CrlReason.CERTIFICATE_HOLD, true);

  private final CrlReason listed;
  private final boolean reversible;

  RevocationReason(CrlReason listed, boolean reversible) {
    this.listed = listed;
    this.reversible = reversible;
  }

  /** How lists name it when a certificate is revoked for it. */
  public CrlReason listed() {
    return listed;
  }

  /** Whether a suspension for it may be taken back. */
  public boolean reversible() {
    return reversible;
  }

  /** Whether it is enough to revoke for: an investigation only suspends. */
  public boolean revokes() {
    return listed != CrlReason.CERTIFICATE_HOLD;
  }

  /** The word for it in the API and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<RevocationReason> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
