package vn.antin.auth.api;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Why a REST call was not done, as a problem document (RFC 9457) whose {@code type} is {@code
 * urn:antin:problem:NAME}. What lies outside the caller's scope is {@link #notFound()}, like what
 * does not exist.
 */
public final class ApiProblem extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  private ApiProblem(HttpStatus status, ProblemDetail body) {
    super(status, body, null);
  }

  /**
   * A problem of any kind.
   *
   * @param name one or more lower-case words joined by hyphens; programs decide by it
   * @param detail a sentence for people that tells nothing the caller may not know
   */
  public static ApiProblem of(HttpStatus status, String name, String detail) {
    return new ApiProblem(status, document(status, name, detail));
  }

  public static ApiProblem malformed(String detail) {
    return of(HttpStatus.BAD_REQUEST, "malformed", detail);
  }

  public static ApiProblem forbidden(String detail) {
    return of(HttpStatus.FORBIDDEN, "not-allowed", detail);
  }

  public static ApiProblem notFound() {
    return of(
        HttpStatus.NOT_FOUND, "not-found", "nothing here is known by this name to the caller");
  }

  /** The present state does not allow it. */
  public static ApiProblem conflict(String name, String detail) {
    return of(HttpStatus.CONFLICT, name, detail);
  }

  /** Somebody has changed it since the caller read it (412). */
  public static ApiProblem changed() {
    return of(HttpStatus.PRECONDITION_FAILED, "changed", "somebody has changed it meanwhile");
  }

  /** The call must say which version it was decided on (428, RFC 6585 §3). */
  static ApiProblem noVersion() {
    return of(
        HttpStatus.PRECONDITION_REQUIRED,
        "no-version",
        "expected If-Match with the ETag read last");
  }

  /** What has to change first, member by member (422). */
  public static ApiProblem invalid(List<FieldFault> faults) {
    return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, invalidDocument(faults));
  }

  public static ApiProblem invalid(String field, String code, String message) {
    return invalid(List.of(new FieldFault(field, code, message)));
  }

  static ProblemDetail invalidDocument(List<FieldFault> faults) {
    FieldFault first = faults.getFirst();
    ProblemDetail body =
        document(
            HttpStatus.UNPROCESSABLE_CONTENT, "invalid", first.field() + ": " + first.message());
    body.setProperty("errors", faults);
    return body;
  }

  private static ProblemDetail document(HttpStatus status, String name, String detail) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setType(URI.create("urn:antin:problem:" + name));
    return body;
  }
}
