package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request whose form has been read already; parameters of the address come first. */
final class LargeForm extends HttpServletRequestWrapper {
  private static final int MOST = 1_000;
  private final Map<String, String[]> parameters;

  /** The body is no form, or did not come. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  LargeForm(HttpServletRequest request, byte[] body) {
    super(request);
    // Its body is read, so that the container finds those of the address alone.
    Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
    String[] pairs = new String(body, StandardCharsets.UTF_8).split("&", MOST + 1);
    if (pairs.length > MOST) {
      throw new Malformed();
    }
    for (String pair : pairs) {
      int end = pair.indexOf('=');
      String name = decoded(end < 0 ? pair : pair.substring(0, end));
      String value = end < 0 ? "" : decoded(pair.substring(end + 1));
      if (!name.isEmpty()) {
        all.merge(
            name,
            new String[] {value},
            (some, more) -> Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new));
      }
    }
    parameters = Collections.unmodifiableMap(all);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Malformed();
    }
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return parameters;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values.clone();
  }
}
