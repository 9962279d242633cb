package vn.antin.signing.bind;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * The token in the header {@code Authorization} (RFC 6750 §2.1, RFC 9449 §7.1).
 *
 * @param withProof whether it came by the scheme DPoP
 */
public record PresentedToken(String value, boolean withProof) {
  /** What is no token68 (RFC 9110 §11.2) is nobody's token, as its reader finds. */
  private static final Pattern HEADER = Pattern.compile("(?i)(bearer|dpop) +(\\S.*)");

  private static final Pattern OTHER_SCHEME = Pattern.compile("(?i)(?!bearer\\b|dpop\\b).*");

  /**
   * Reads it; empty when there is none.
   *
   * @throws UnprovenSender when there are several, or the scheme stands alone
   */
  public static Optional<PresentedToken> of(HttpServletRequest request) {
    var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    var matcher = HEADER.matcher(headers.getFirst());
    if (headers.size() == 1 && matcher.matches()) {
      return Optional.of(
          new PresentedToken(matcher.group(2).strip(), matcher.group(1).equalsIgnoreCase("dpop")));
    }
    if (headers.size() == 1 && OTHER_SCHEME.matcher(headers.getFirst()).matches()) {
      return Optional.empty();
    }
    throw UnprovenSender.bearer("expected one access token");
  }

  @Override
  public String toString() {
    return "PresentedToken[" + (withProof ? "DPoP" : "Bearer") + "]";
  }
}
