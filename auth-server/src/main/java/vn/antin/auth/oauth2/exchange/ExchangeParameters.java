package vn.antin.auth.oauth2.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * A request of RFC 8693 §2.1.
 *
 * @param actor null when the client acts for itself
 * @param issued the type asked for
 * @param targets {@code audience} and {@code resource} together
 */
record ExchangeParameters(
    Presented subject,
    @Nullable Presented actor,
    TokenType issued,
    Set<String> scopes,
    Set<String> targets) {
  private static final List<String> ONCE =
      List.of(
          "subject_token",
          "subject_token_type",
          "actor_token",
          "actor_token_type",
          "requested_token_type",
          "scope");

  ExchangeParameters {
    scopes = Set.copyOf(scopes);
    targets = Set.copyOf(targets);
  }

  /** A token and what it is said to be. Prints nothing. */
  record Presented(String token, TokenType type) {
    @Override
    public String toString() {
      return "Presented";
    }
  }

  static ExchangeParameters of(HttpServletRequest request) {
    for (String name : ONCE) {
      String[] given = request.getParameterValues(name);
      if (given != null && given.length > 1) {
        throw wrong(name + " is given more than once");
      }
    }
    Presented subject = presented(request, "subject_token");
    if (subject == null) {
      throw wrong("expected subject_token and subject_token_type");
    }
    String issued = request.getParameter("requested_token_type");
    return new ExchangeParameters(
        subject,
        presented(request, "actor_token"),
        issued == null || issued.isEmpty()
            ? TokenType.ACCESS_TOKEN
            : TokenType.of(issued)
                .filter(type -> type != TokenType.ID_TOKEN)
                .orElseThrow(() -> wrong("requested_token_type is not offered")),
        words(request.getParameter("scope")),
        targets(request));
  }

  private static @Nullable Presented presented(HttpServletRequest request, String name) {
    String token = request.getParameter(name);
    String type = request.getParameter(name + "_type");
    boolean tokenGiven = token != null && !token.isEmpty();
    boolean typeGiven = type != null && !type.isEmpty();
    if (tokenGiven != typeGiven) {
      throw wrong("expected %s and %s_type together".formatted(name, name));
    }
    return token == null || type == null || !tokenGiven
        ? null
        : new Presented(
            token, TokenType.of(type).orElseThrow(() -> wrong(name + "_type is not understood")));
  }

  private static Set<String> targets(HttpServletRequest request) {
    Set<String> targets = new LinkedHashSet<>();
    for (String name : List.of("audience", "resource")) {
      String[] given = request.getParameterValues(name);
      targets.addAll(given == null ? List.of() : Arrays.asList(given));
    }
    return targets;
  }

  private static Set<String> words(@Nullable String text) {
    return text == null || text.isBlank()
        ? Set.of()
        : new LinkedHashSet<>(Arrays.asList(text.strip().split(" +")));
  }

  private static OAuth2AuthenticationException wrong(String description) {
    return new OAuth2AuthenticationException(
        new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
  }
}
