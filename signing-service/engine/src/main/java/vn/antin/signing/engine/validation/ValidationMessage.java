package vn.antin.signing.engine.validation;

import java.util.Locale;
import java.util.ResourceBundle;

/** A remark on a signature; its words are in a resource bundle, Vietnamese first. */
public enum ValidationMessage {
  CONTENT_CHANGED("content-changed"),
  VALUE_WRONG("value-wrong"),
  CERTIFICATE_REVOKED("certificate-revoked"),
  CERTIFICATE_NOT_VALID_AT_SIGNING("certificate-not-valid-at-signing"),
  ISSUER_UNKNOWN("issuer-unknown"),
  ISSUER_NOT_TRUSTED("issuer-not-trusted"),
  DOCUMENT_CHANGED_AFTER("document-changed-after"),
  SIGNED_AGAIN_AFTER("signed-again-after"),
  BYTES_AFTER_SIGNATURE("bytes-after-signature"),
  REVOCATION_NOT_CHECKED("revocation-not-checked"),
  SIGNING_TIME_LOCAL_AS_UTC("signing-time-local-as-utc"),
  SIGNING_TIME_IN_FUTURE("signing-time-in-future"),
  CERTIFICATE_EXPIRED_SINCE("certificate-expired-since"),
  NO_TIMESTAMP("no-timestamp"),
  NOT_CONCLUSIVE("not-conclusive");

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
    return ResourceBundle.getBundle(
            "vn.antin.signing.engine.validation.messages",
            known,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(key);
  }
}
