package vn.antin.signing.bind;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token is bound to (RFC 7800 §3). */
public sealed interface Confirmation {
  /** To nothing: it serves any bearer. */
  record Anyone() implements Confirmation {}

  /**
   * To a key, to a certificate, or to both.
   *
   * @param key its thumbprint (RFC 7638), {@code jkt}
   * @param certificate its SHA-256 in base64url, {@code x5t#S256}
   */
  record Bound(@Nullable String key, @Nullable String certificate) implements Confirmation {}

  /** In a way that cannot be checked here: nobody owns it. */
  record Unknown() implements Confirmation {}

  String KEY = "jkt";
  String CERTIFICATE = "x5t#S256";

  /**
   * Reads {@code cnf}.
   *
   * @param cnf null when the token has none
   */
  static Confirmation of(@Nullable Object cnf) {
    if (cnf == null) {
      return new Anyone();
    }
    return cnf instanceof Map<?, ?> members
            && !members.isEmpty()
            && Set.of(KEY, CERTIFICATE).containsAll(members.keySet())
            && members.values().stream().allMatch(each -> each instanceof String)
        ? new Bound((String) members.get(KEY), (String) members.get(CERTIFICATE))
        : new Unknown();
  }

  /** What can be kept of it and compared; empty when it serves any bearer. */
  default String text() {
    return switch (this) {
      case Anyone() -> "";
      case Bound(var key, var certificate) ->
          KEY + "=" + key + " " + CERTIFICATE + "=" + certificate;
      case Unknown() -> "unknown";
    };
  }
}
