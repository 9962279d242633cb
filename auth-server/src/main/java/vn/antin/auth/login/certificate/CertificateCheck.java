package vn.antin.auth.login.certificate;

import java.security.cert.X509Certificate;
import java.util.Locale;

/** What came of looking at a certificate. */
sealed interface CertificateCheck {
  /** An authority of this domain stands behind it, today and for this use. */
  record Accepted(String domain, X509Certificate certificate) implements CertificateCheck {
    @Override
    public String toString() {
      return "Accepted[" + domain + "]";
    }
  }

  /** It is worth nothing here. */
  record Refused(Reason reason) implements CertificateCheck {}

  /** Why a certificate is refused. */
  enum Reason {
    /** The browser showed none. */
    NONE,
    /** Its time has not begun or is over. */
    EXPIRED,
    /** It was made for another use. */
    WRONG_USE,
    /** No trusted authority has issued it. */
    UNTRUSTED,
    /** It, or an authority above it, was revoked. */
    REVOKED,
    /** Nobody could be asked whether it was revoked. */
    UNCHECKED;

    /** The word for it in the audit log, metrics and messages. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
