package vn.antin.agent.job;

import org.jspecify.annotations.Nullable;

/** Nothing is signed; the message is for the person, in Vietnamese. */
public final class JobRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public JobRefused(String message) {
    super(message);
  }

  public JobRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
