package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.bind.UnprovenSender;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Faults;

/** The one place where a fault becomes {@code error} and {@code error_description}. */
final class CscErrors {
  private static final Logger LOG = LoggerFactory.getLogger(CscErrors.class);

  private final JsonMapper json;

  CscErrors(JsonMapper json) {
    this.json = json;
  }

  void write(HttpServletRequest request, HttpServletResponse response, Exception fault)
      throws IOException {
    if (fault instanceof ClientAbortException || response.isCommitted()) {
      return;
    }
    var told = told(fault);
    var body = new LinkedHashMap<String, Object>();
    body.put("error", told.error());
    body.put("error_description", told.description());
    if (told.status() >= 500) {
      log(request, told, fault);
    }
    var bytes = json.writeValueAsBytes(body);
    response.resetBuffer();
    response.setStatus(told.status());
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    switch (told.status()) {
      case 401 -> challenge(response, told, fault);
      case 429 -> response.setHeader("Retry-After", "60");
      case 503 -> response.setHeader("Retry-After", "5");
      default -> {}
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
    response.flushBuffer();
  }

  private static CscFault told(Exception fault) {
    return switch (fault) {
      case CscFault known -> known;
      case UnprovenSender unproven -> new CscFault(401, unproven.error(), unproven.description());
      default -> of(Faults.problem(fault));
    };
  }

  /** RFC 6750 §3, RFC 9449 §7.1. */
  private static void challenge(HttpServletResponse response, CscFault told, Exception fault) {
    if (fault instanceof UnprovenSender unproven) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, unproven.challenge());
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"" + told.error() + "\"");
      response.addHeader(HttpHeaders.WWW_AUTHENTICATE, UnprovenSender.OFFER);
    }
  }

  /** What this API says of a problem that another part of the service met. */
  static CscFault of(Problem problem) {
    return switch (problem) {
      case UNAUTHENTICATED, APPROVAL_INVALID ->
          CscFault.invalidToken("The access token is missing, not valid or has expired");
      case NOT_PERMITTED -> CscFault.denied("The access token does not allow this");
      case HASH_NOT_APPROVED, APPROVAL_SPENT ->
          CscFault.invalid("Hash is not authorized by the SAD");
      case CREDENTIAL_NOT_USABLE -> CscFault.invalid("Credential disabled");
      case TOO_MANY_REQUESTS ->
          new CscFault(429, "temporarily_unavailable", "Too many requests; ask again later");
      case DOCUMENT_TOO_LARGE -> CscFault.invalid("The request is larger than allowed");
      case IDEMPOTENCY_IN_PROGRESS ->
          new CscFault(409, "invalid_request", "The call with this Idempotency-Key has not ended");
      case IDEMPOTENCY_KEY_REUSED ->
          new CscFault(422, "invalid_request", "The Idempotency-Key was used for another call");
      case OUTCOME_UNKNOWN ->
          new CscFault(
              500,
              "server_error",
              "It is not known whether a signature was made; it is never repeated by itself");
      default ->
          problem.status() == 503
              ? CscFault.later("The service cannot answer at the moment")
              : problem.status() >= 500
                  ? new CscFault(500, "server_error", "The service failed")
                  : CscFault.invalid("The request cannot be understood: " + problem.code());
    };
  }

  private static void log(HttpServletRequest request, CscFault told, Exception fault) {
    var incident = UUID.randomUUID();
    if (told.error().equals("server_error")) {
      LOG.error("{} failed, incident {}", request.getRequestURI(), incident, fault);
    } else {
      LOG.warn("{} failed, incident {}: {}", request.getRequestURI(), incident, fault.getMessage());
    }
  }
}
