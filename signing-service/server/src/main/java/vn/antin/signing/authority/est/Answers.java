package vn.antin.signing.authority.est;

import java.util.Base64;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import vn.antin.signing.problem.SigningException;

/** What clients read: base64 (RFC 8951 §3), or a short reason in plain text (RFC 7030 §4.2.3). */
final class Answers {
  static final String CERTS = "application/pkcs7-mime";
  private static final String CERTS_ONLY = CERTS + "; smime-type=certs-only";

  private Answers() {}

  static ResponseEntity<String> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Issued(var certificate) ->
          encoded(CERTS_ONLY, CertsOnly.of(List.of(certificate)));
      case Outcome.Later(var after) ->
          later(202, after.toSeconds(), "send the same request again later");
      // Without a body: BouncyCastle's client does not read one before it answers the challenge.
      case Outcome.Unauthorized() ->
          ResponseEntity.status(401)
              .header("WWW-Authenticate", "Basic realm=\"est\", charset=\"UTF-8\"")
              .cacheControl(CacheControl.noStore())
              .build();
      case Outcome.Forbidden(var reason) -> said(403, reason);
      case Outcome.BadRequest(var reason) -> said(400, reason);
      case Outcome.TooMany() -> later(429, 3600, "too many certificates for this server today");
      case Outcome.Unknown() ->
          said(500, "nobody knows whether a certificate was made: ask for a new code");
    };
  }

  /**
   * @throws SigningException what is no client's business is passed on
   */
  static ResponseEntity<String> of(SigningException why) {
    var problem = why.problem();
    return switch (problem) {
      case NOT_FOUND -> said(404, "no authority of that name issues");
      case DOCUMENT_TOO_LARGE -> said(413, "the request is too long");
      case TOO_MANY_REQUESTS -> later(429, 60, "too many calls");
      case AUTHORITY_ABSENT -> later(503, 300, "no authority is in force");
      default -> {
        if (problem.status() != 503) {
          throw why;
        }
        yield later(503, 30, "not now");
      }
    };
  }

  /** RFC 8951 takes Content-Transfer-Encoding back; clients older than that read it. */
  static ResponseEntity<String> encoded(String type, byte[] der) {
    return ResponseEntity.ok()
        .header("Content-Type", type)
        .header("Content-Transfer-Encoding", "base64")
        .cacheControl(CacheControl.noStore())
        .body(Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}).encodeToString(der) + "\r\n");
  }

  static ResponseEntity<String> said(int status, String reason) {
    return plain(status).body(reason + "\n");
  }

  private static ResponseEntity<String> later(int status, long seconds, String reason) {
    return plain(status).header("Retry-After", Long.toString(seconds)).body(reason + "\n");
  }

  private static ResponseEntity.BodyBuilder plain(int status) {
    return ResponseEntity.status(status)
        .header("Content-Type", "text/plain; charset=utf-8")
        .cacheControl(CacheControl.noStore());
  }
}
