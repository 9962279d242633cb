package vn.antin.auth.oauth2.bind;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import vn.antin.auth.oauth2.ResourceProtection.Refusal;

/**
 * Says what a caller lacks: RFC 6750 §3, RFC 9449 §7.1, and where the metadata of the resource is
 * (RFC 9728 §5.1).
 *
 * @param metadata address of the protected resource metadata
 * @param body what the answer says besides
 */
record Challenges(String metadata, Refusal body)
    implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String ALGORITHMS =
      "algs=\"" + String.join(" ", ProofSignature.ALGORITHMS) + "\"";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    response.addHeader(HttpHeaders.WWW_AUTHENTICATE, challenge("Bearer", ""));
    response.addHeader(HttpHeaders.WWW_AUTHENTICATE, challenge("DPoP", ""));
    answer(response, HttpServletResponse.SC_UNAUTHORIZED);
  }

  void refuse(HttpServletResponse response, Access.Refused refused) throws IOException {
    response.addHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        challenge(
            refused.scheme(),
            "error=\"%s\", error_description=\"%s\", "
                .formatted(refused.error(), refused.description())));
    answer(response, refused.status());
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    String used = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean proven = used != null && used.regionMatches(true, 0, "dpop", 0, 4);
    response.addHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        challenge(proven ? "DPoP" : "Bearer", "error=\"insufficient_scope\", "));
    answer(response, HttpServletResponse.SC_FORBIDDEN);
  }

  private void answer(HttpServletResponse response, int status) throws IOException {
    response.setStatus(status);
    body.write(response);
  }

  private String challenge(String scheme, String error) {
    return "%s %s%sresource_metadata=\"%s\""
        .formatted(scheme, error, scheme.equals("DPoP") ? ALGORITHMS + ", " : "", metadata);
  }
}
