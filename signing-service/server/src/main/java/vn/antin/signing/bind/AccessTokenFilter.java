package vn.antin.signing.bind;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets calls with a good access token in, when it is their sender's own. */
public final class AccessTokenFilter extends OncePerRequestFilter {
  /** Tells a refusal in the form of the edge. */
  @FunctionalInterface
  public interface Refusals {
    void write(HttpServletRequest request, HttpServletResponse response, Exception fault)
        throws IOException;
  }

  private static final String CONFIRMATION = Confirmation.class.getName();

  private final JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
  private final RequestAttributeSecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();
  private final JwtDecoder tokens;
  private final Senders senders;
  private final Refusals refusals;

  public AccessTokenFilter(JwtDecoder tokens, Senders senders, Refusals refusals) {
    this.tokens = tokens;
    this.senders = senders;
    this.refusals = refusals;
  }

  /** What the access token of a call, which was let in, is bound to. */
  public static Confirmation confirmation(HttpServletRequest request) {
    return request.getAttribute(CONFIRMATION) instanceof Confirmation known
        ? known
        : new Confirmation.Unknown();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable Jwt token;
    try {
      token = token(request);
    } catch (UnprovenSender | InvalidBearerTokenException | AuthenticationServiceException e) {
      refusals.write(request, response, e);
      return;
    }
    if (token != null) {
      var context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(converter.convert(token));
      SecurityContextHolder.setContext(context);
      contexts.saveContext(context, request, response);
    }
    chain.doFilter(request, response);
  }

  private @Nullable Jwt token(HttpServletRequest request) {
    var presented = PresentedToken.of(request);
    if (presented.isEmpty()) {
      return null;
    }
    var token = decoded(presented.get().value());
    var confirmation = Confirmation.of(token.getClaims().get("cnf"));
    senders.of(request, presented.get()).presents(confirmation);
    request.setAttribute(CONFIRMATION, confirmation);
    return token;
  }

  private Jwt decoded(String token) {
    try {
      return tokens.decode(token);
    } catch (BadJwtException e) {
      throw new InvalidBearerTokenException("the token is not good", e);
    } catch (JwtException e) {
      throw new AuthenticationServiceException("the token cannot be looked at", e);
    }
  }
}
