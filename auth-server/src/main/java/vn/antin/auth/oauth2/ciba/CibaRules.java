package vn.antin.auth.oauth2.ciba;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.decoupled.AskingFault;
import vn.antin.auth.oauth2.decoupled.RequestKind;

/** What a request and its client have to be (CIBA Core §7.1, §7.2, §13). */
final class CibaRules {
  static final String INVALID_REQUEST = "invalid_request";

  /** What is given to administration's own pages alone. */
  private static final Set<String> NEVER = Set.of("admin");

  private static final Pattern NOTIFICATION_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,1024}=*");
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");
  private static final int LONGEST_MESSAGE = 100;

  private CibaRules() {}

  /** Whether this client may ask at all. */
  static @Nullable AskingFault client(Client client) {
    String mode = client.metadata().text("backchannel_token_delivery_mode");
    boolean allowed =
        client.grantTypes().contains(RequestKind.CIBA.grantType())
            && client.authentication() != ClientAuthentication.NONE
            && (mode == null || mode.equals("poll") || mode.equals("ping"));
    return allowed
        ? null
        : AskingFault.of("unauthorized_client", "the client may not ask officials by itself");
  }

  /** Whether the client is told when the official has decided. */
  static boolean ping(Client client) {
    return "ping".equals(client.metadata().text("backchannel_token_delivery_mode"));
  }

  /** Whether the request has to be signed. */
  static boolean signed(Client client) {
    return client.profile().fapi()
        || client.metadata().text("backchannel_authentication_request_signing_alg") != null;
  }

  /** The first thing wrong with a request; null when nothing is. */
  static @Nullable AskingFault request(BackchannelParameters request, Client client) {
    Set<String> scopes = request.words("scope");
    if (!scopes.contains("openid")
        || !client.scopes().containsAll(scopes)
        || scopes.stream().anyMatch(NEVER::contains)) {
      return AskingFault.of(
          "invalid_scope", "expected openid and scopes that this client is registered for");
    }
    if (request.one("user_code") != null) {
      return AskingFault.of(INVALID_REQUEST, "user_code is not supported");
    }
    if (request.one("login_hint_token") != null) {
      return AskingFault.of(INVALID_REQUEST, "login_hint_token is not supported");
    }
    if ((request.one("login_hint") == null) == (request.one("id_token_hint") == null)) {
      return AskingFault.of(INVALID_REQUEST, "expected one of login_hint and id_token_hint");
    }
    String expiry = request.one("requested_expiry");
    if (expiry != null && !SECONDS.matcher(expiry).matches()) {
      return AskingFault.of(INVALID_REQUEST, "requested_expiry is not a number of seconds");
    }
    String token = request.one("client_notification_token");
    if (ping(client)
        && (token == null
            || token.length() > 1024
            || !NOTIFICATION_TOKEN.matcher(token).matches())) {
      return AskingFault.of(
          INVALID_REQUEST, "expected a client_notification_token that is a bearer token");
    }
    return message(request.one("binding_message"), client);
  }

  private static @Nullable AskingFault message(@Nullable String message, Client client) {
    if (message == null) {
      return client.profile().fapi()
          ? AskingFault.of("invalid_binding_message", "this client must send a binding_message")
          : null;
    }
    boolean plain =
        message.codePointCount(0, message.length()) <= LONGEST_MESSAGE
            && !message.isBlank()
            && message.codePoints().allMatch(CibaRules::shown);
    return plain
        ? null
        : AskingFault.of(
            "invalid_binding_message", "expected up to 100 characters on one line, found other");
  }

  /** Neither invisible, nor a line break, nor able to turn the direction of what follows. */
  private static boolean shown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
