package vn.antin.auth.login.certificate;

import org.jspecify.annotations.Nullable;

/** Login by certificate cannot be set up with its settings. */
final class CertificateSetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CertificateSetupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
