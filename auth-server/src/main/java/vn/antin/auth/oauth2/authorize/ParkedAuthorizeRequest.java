package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The request without what the login about to happen satisfies; asking for it again afterwards
 * would never end. The client sees in {@code auth_time} and {@code sub} who logged in and when.
 */
final class ParkedAuthorizeRequest extends HttpServletRequestWrapper {
  private static final Set<String> SATISFIED = Set.of("prompt", "max_age", "id_token_hint");

  ParkedAuthorizeRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    Map<String, String[]> kept = new LinkedHashMap<>(super.getParameterMap());
    kept.keySet().removeAll(SATISFIED);
    return kept;
  }
}
