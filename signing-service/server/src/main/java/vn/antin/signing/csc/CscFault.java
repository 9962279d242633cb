package vn.antin.signing.csc;

import java.io.Serial;

/** A refusal in this API's own words; clients match on the description. */
final class CscFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String description;

  CscFault(int status, String error, String description) {
    super(error + ": " + description);
    this.status = status;
    this.error = error;
    this.description = description;
  }

  static CscFault invalid(String description) {
    return new CscFault(400, "invalid_request", description);
  }

  static CscFault missing(String type, String parameter) {
    return invalid("Missing (or invalid type) " + type + " parameter " + parameter);
  }

  static CscFault invalidParameter(String parameter) {
    return invalid("Invalid parameter " + parameter);
  }

  static CscFault invalidToken(String description) {
    return new CscFault(401, "invalid_token", description);
  }

  static CscFault denied(String description) {
    return new CscFault(403, "access_denied", description);
  }

  static CscFault later(String description) {
    return new CscFault(503, "temporarily_unavailable", description);
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }

  String description() {
    return description;
  }
}
