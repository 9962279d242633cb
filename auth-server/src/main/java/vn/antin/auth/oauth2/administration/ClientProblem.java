package vn.antin.auth.oauth2.administration;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import vn.antin.auth.oauth2.registration.MetadataFault;

/** Why something was not done, as a problem document (RFC 9457). */
final class ClientProblem extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  private final transient List<MetadataFault> faults;

  private ClientProblem(HttpStatus status, ProblemDetail body, List<MetadataFault> faults) {
    super(status, body, null);
    this.faults = List.copyOf(faults);
  }

  private static ClientProblem of(HttpStatus status, String name, String detail) {
    return of(status, name, detail, List.of());
  }

  private static ClientProblem of(
      HttpStatus status, String name, String detail, List<MetadataFault> faults) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setType(URI.create("urn:antin:problem:" + name));
    if (!faults.isEmpty()) {
      body.setProperty("faults", faults);
    }
    return new ClientProblem(status, body, faults);
  }

  static ClientProblem notAdministrator() {
    return of(
        HttpStatus.FORBIDDEN,
        "not-administrator",
        "expected a security administrator of the whole province");
  }

  static ClientProblem unknown() {
    return of(HttpStatus.NOT_FOUND, "unknown-client", "no client has this id");
  }

  static ClientProblem configured() {
    return of(
        HttpStatus.CONFLICT,
        "configured-client",
        "this client follows the server's configuration and is changed there");
  }

  static ClientProblem taken() {
    return of(HttpStatus.CONFLICT, "client-id-taken", "a client has this id already");
  }

  static ClientProblem noSecret() {
    return of(HttpStatus.CONFLICT, "no-secret", "the client authenticates without a secret");
  }

  static ClientProblem enabled() {
    return of(HttpStatus.CONFLICT, "client-enabled", "switch the client off before removing it");
  }

  static ClientProblem noVersion() {
    return of(
        HttpStatus.PRECONDITION_REQUIRED,
        "no-version",
        "expected If-Match with the ETag read last");
  }

  static ClientProblem changed() {
    return of(
        HttpStatus.PRECONDITION_FAILED, "client-changed", "somebody has changed it meanwhile");
  }

  static ClientProblem malformed(String detail) {
    return of(HttpStatus.BAD_REQUEST, "malformed", detail);
  }

  /** What has to change first, member by member. */
  static ClientProblem faults(List<MetadataFault> faults) {
    return of(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "invalid-client",
        faults.getFirst().member() + ": " + faults.getFirst().detail(),
        faults);
  }

  /** What is wrong member by member; empty when that is not the problem. */
  List<MetadataFault> faults() {
    return faults;
  }
}
