package vn.antin.auth.oauth2.bind;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets requests with a good access token in as the token's subject. */
final class AccessTokenFilter extends OncePerRequestFilter {
  private final JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
  private final AccessCheck check;
  private final Challenges challenges;
  private final boolean formAllowed;

  AccessTokenFilter(AccessCheck check, Challenges challenges, boolean formAllowed) {
    this.check = check;
    this.challenges = challenges;
    this.formAllowed = formAllowed;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    switch (check.check(request, formAllowed)) {
      case Access.Anonymous() -> chain.doFilter(request, response);
      case Access.Refused refused -> challenges.refuse(response, refused);
      case Access.Granted(Jwt token) -> {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(converter.convert(token));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
      }
    }
  }
}
