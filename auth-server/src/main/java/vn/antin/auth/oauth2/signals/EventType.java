package vn.antin.auth.oauth2.signals;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Events that receivers can ask for (CAEP 1.0 §3, RISC 1.0 §2). */
enum EventType {
  SESSION_REVOKED("caep", "session-revoked"),
  TOKEN_CLAIMS_CHANGE("caep", "token-claims-change"),
  CREDENTIAL_CHANGE("caep", "credential-change"),
  ACCOUNT_DISABLED("risc", "account-disabled"),
  ACCOUNT_ENABLED("risc", "account-enabled");

  /** About the stream itself; sent whether asked for or not (SSF 1.0 §8.1.4, §8.1.5). */
  static final String VERIFICATION =
      "https://schemas.openid.net/secevent/ssf/event-type/verification";

  private final String uri;

  EventType(String profile, String name) {
    uri = "https://schemas.openid.net/secevent/" + profile + "/event-type/" + name;
  }

  String uri() {
    return uri;
  }

  static List<String> supported() {
    return Arrays.stream(values()).map(EventType::uri).toList();
  }

  /** Those that we know, in our order. */
  static List<String> known(Collection<String> asked) {
    Set<String> set = asked.stream().collect(Collectors.toUnmodifiableSet());
    return supported().stream().filter(set::contains).toList();
  }
}
