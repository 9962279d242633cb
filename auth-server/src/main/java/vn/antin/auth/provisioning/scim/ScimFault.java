package vn.antin.auth.provisioning.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import org.jspecify.annotations.Nullable;

/** Why a SCIM request is not done (RFC 7644 §3.12). The detail is for the client to read. */
final class ScimFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable String type;

  ScimFault(int status, @Nullable String type, String detail) {
    super(detail);
    this.status = status;
    this.type = type;
  }

  static ScimFault of(ScimException refused) {
    return new ScimFault(
        refused.getScimError().getStatus(),
        refused.getScimError().getScimType(),
        String.valueOf(refused.getMessage()));
  }

  static ScimFault notFound() {
    return new ScimFault(404, null, "no such resource is known to this client");
  }

  static ScimFault invalidValue(String detail) {
    return new ScimFault(400, "invalidValue", detail);
  }

  static ScimFault invalidSyntax(String detail) {
    return new ScimFault(400, "invalidSyntax", detail);
  }

  static ScimFault invalidFilter(String detail) {
    return new ScimFault(400, "invalidFilter", detail);
  }

  static ScimFault changed() {
    return new ScimFault(412, null, "the resource is not the version that was named");
  }

  int status() {
    return status;
  }

  @Nullable String type() {
    return type;
  }
}
