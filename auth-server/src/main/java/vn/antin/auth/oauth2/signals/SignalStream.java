package vn.antin.auth.oauth2.signals;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's event stream (SSF 1.0 §8.1.1).
 *
 * @param clientId the receiver; also the audience of its events
 * @param requested event types, also such as we do not know
 */
record SignalStream(
    String id,
    String clientId,
    Transport transport,
    List<String> requested,
    @Nullable String description,
    Status status,
    @Nullable String reason) {
  SignalStream {
    requested = List.copyOf(requested);
  }

  /** SSF 1.0 §8.1.2. */
  enum Status {
    ENABLED,
    PAUSED,
    DISABLED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  SignalStream with(Transport newTransport, List<String> newRequested, @Nullable String text) {
    return new SignalStream(id, clientId, newTransport, newRequested, text, status, reason);
  }
}
