package vn.antin.auth.oauth2.signals;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How the events of a stream reach its receiver. */
sealed interface Transport {
  String PUSH = "urn:ietf:rfc:8935";
  String POLL = "urn:ietf:rfc:8936";

  /**
   * We post each event.
   *
   * @param authorization sent along as the header of this name
   */
  record Push(URI endpoint, @Nullable HeaderSecret authorization) implements Transport {}

  /** The receiver comes for them. */
  record Poll() implements Transport {}

  /** A credential of the receiver. Prints nothing. */
  record HeaderSecret(String reveal) {
    @Override
    public String toString() {
      return "HeaderSecret";
    }
  }
}
