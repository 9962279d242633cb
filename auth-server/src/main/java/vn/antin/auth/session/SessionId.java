package vn.antin.auth.session;

import java.util.UUID;

/** Names a session in tokens ({@code sid}) and pages. Knowing it gives no access. */
public record SessionId(UUID value) {
  /** Reads the form that {@link #toString} writes. */
  public static SessionId of(String text) {
    return new SessionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
