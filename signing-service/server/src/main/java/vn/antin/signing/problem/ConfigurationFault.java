package vn.antin.signing.problem;

import java.io.Serial;

/** A start-up fault that an operator can cure: what is wrong, and what to do. */
public final class ConfigurationFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String action;

  public ConfigurationFault(String description, String action) {
    super(description);
    this.action = action;
  }

  public ConfigurationFault(String description, String action, Throwable cause) {
    super(description, cause);
    this.action = action;
  }

  public String action() {
    return action;
  }
}
