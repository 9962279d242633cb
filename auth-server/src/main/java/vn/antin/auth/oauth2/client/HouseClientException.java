package vn.antin.auth.oauth2.client;

/** The configuration of a house client cannot be used. */
final class HouseClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String action;

  HouseClientException(String description, String action) {
    super(description);
    this.action = action;
  }

  String action() {
    return action;
  }
}
