package vn.antin.auth.oauth2.authorize;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer that the browser posts (OAuth 2.0 Form Post Response Mode).
 *
 * @param target the client's redirect URI
 */
public record FormPost(String target, Map<String, String> parameters) {
  public FormPost {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }
}
