package vn.antin.signing.engine.validation;

import java.util.Locale;
import java.util.ResourceBundle;

/** A remark on a signature; its words are in a resource bundle. Most important first. */
public enum ValidationMessage {
  CONTENT_CHANGED("content-changed"),
  VALUE_WRONG("value-wrong"),
  SIGNATURE_MALFORMED("signature-malformed"),
  CERTIFICATE_REVOKED("certificate-revoked"),
  CERTIFICATE_NOT_VALID_AT_SIGNING("certificate-not-valid-at-signing"),
  WRAPPED("wrapped"),
  DOCUMENT_CHANGED_AFTER("document-changed-after"),
  CERTIFICATE_NOT_FOR_DOCUMENTS("certificate-not-for-documents"),
  ISSUER_UNKNOWN("issuer-unknown"),
  ISSUER_NOT_TRUSTED("issuer-not-trusted"),
  DOMAIN_NOT_IN_FORCE("domain-not-in-force"),
  BYTES_AFTER_SIGNATURE("bytes-after-signature"),
  SIGNED_AGAIN_AFTER("signed-again-after"),
  COVERS_PART("covers-part"),
  REVOCATION_NOT_CHECKED("revocation-not-checked"),
  REVOKED_AFTER_SIGNING("revoked-after-signing"),
  SIGNING_TIME_LOCAL_AS_UTC("signing-time-local-as-utc"),
  SIGNING_TIME_IN_FUTURE("signing-time-in-future"),
  CERTIFICATE_EXPIRED_SINCE("certificate-expired-since"),
  TIMESTAMP_NOT_TRUSTED("timestamp-not-trusted"),
  NO_TIMESTAMP("no-timestamp"),
  NOT_CONCLUSIVE("not-conclusive");

  private static final String MESSAGES = "vn.antin.signing.engine.validation.messages";

  private final String key;

  ValidationMessage(String key) {
    this.key = key;
  }

  /** Stable name for programs and message catalogues. */
  public String key() {
    return key;
  }

  /** The words; Vietnamese unless the locale is English. */
  public String text(Locale locale) {
    Locale known = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.ROOT;
    return ResourceBundle.getBundle(MESSAGES, known).getString(key);
  }
}
