package vn.antin.auth.oauth2.ciba;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of an authentication request (CIBA Core §7.1), each given once. */
record BackchannelParameters(Map<String, String> values) {
  /** What may stand beside a signed request: the request itself and the client's proof. */
  private static final Set<String> OUTSIDE =
      Set.of("request", "client_id", "client_secret", "client_assertion", "client_assertion_type");

  BackchannelParameters {
    values = Map.copyOf(values);
  }

  /** Null when a parameter is given more than once. */
  static @Nullable BackchannelParameters of(HttpServletRequest request) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
      if (parameter.getValue().length != 1) {
        return null;
      }
      if (!parameter.getValue()[0].isEmpty()) {
        values.put(parameter.getKey(), parameter.getValue()[0]);
      }
    }
    return new BackchannelParameters(values);
  }

  /** Null when absent or empty. */
  @Nullable String one(String name) {
    return values.get(name);
  }

  Set<String> words(String name) {
    String text = values.get(name);
    return text == null || text.isBlank()
        ? Set.of()
        : new LinkedHashSet<>(Arrays.asList(text.strip().split(" +")));
  }

  boolean onlyProofBesideRequest() {
    return OUTSIDE.containsAll(values.keySet());
  }
}
