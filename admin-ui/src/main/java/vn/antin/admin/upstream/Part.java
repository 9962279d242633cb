package vn.antin.admin.upstream;

/** The services this front stands before. */
public enum Part {
  AUTH_SERVER("auth-server"),
  SIGNING_SERVICE("signing-service");

  private final String key;

  Part(String key) {
    this.key = key;
  }

  /** The name used in message keys and in logs. */
  public String key() {
    return key;
  }
}
