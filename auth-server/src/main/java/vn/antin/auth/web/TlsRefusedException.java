package vn.antin.auth.web;

import org.jspecify.annotations.Nullable;

/** A TLS listener cannot be set up with its settings. */
final class TlsRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TlsRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
