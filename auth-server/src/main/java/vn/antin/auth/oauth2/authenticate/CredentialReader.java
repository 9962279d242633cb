package vn.antin.auth.oauth2.authenticate;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.web.ClientCertificate;

/**
 * Reads how a request proves itself; more than one way is refused (RFC 6749 §2.3), and so is one in
 * the address, where logs would keep it (§2.3.1).
 */
final class CredentialReader {
  static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final String ID = "client_id";
  private static final String SECRET = "client_secret";
  private static final String ASSERTION = "client_assertion";
  private static final String TYPE = "client_assertion_type";
  private static final List<String> PARAMETERS = List.of(ID, SECRET, ASSERTION, TYPE);
  private static final int LONGEST = 16_384;
  private static final String BASIC = "Basic ";

  private CredentialReader() {}

  /**
   * What the request shows.
   *
   * @throws OAuth2AuthenticationException when it shows nothing or something malformed
   */
  static ClientCredential read(HttpServletRequest request) {
    PARAMETERS.forEach(name -> requireOnceInBody(request, name));
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    String id = request.getParameter(ID);
    String secret = request.getParameter(SECRET);
    String assertion = request.getParameter(ASSERTION);
    int ways = headers.size() + (secret == null ? 0 : 1) + (assertion == null ? 0 : 1);
    if (ways > 1) {
      throw malformed("the client authenticates in more than one way");
    }
    if ((request.getParameter(TYPE) != null) != (assertion != null)) {
      throw malformed("client_assertion and client_assertion_type come together");
    }
    if (!headers.isEmpty()) {
      return basic(headers.getFirst(), id);
    }
    if (assertion != null) {
      return assertion(request, assertion, id);
    }
    if (id == null || id.isEmpty()) {
      throw refused();
    }
    return secret == null
        ? new ClientCredential.Name(id, ClientCertificate.chain(request))
        : new ClientCredential.Secret(id, secret, ClientAuthentication.CLIENT_SECRET_POST);
  }

  /** Identifier and secret are form-encoded before they are joined (RFC 6749 §2.3.1). */
  private static ClientCredential basic(String header, @Nullable String id) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw refused();
    }
    try {
      byte[] pair = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
      String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      if (parts.length == 2 && !name.isEmpty() && (id == null || id.equals(name))) {
        return new ClientCredential.Secret(
            name,
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
            ClientAuthentication.CLIENT_SECRET_BASIC);
      }
    } catch (IllegalArgumentException notEncoded) {
      // Refused below.
    }
    throw malformed("expected Basic with client_id:client_secret, each form-encoded, in base64");
  }

  private static ClientCredential assertion(
      HttpServletRequest request, String assertion, @Nullable String id) {
    if (!ASSERTION_TYPE.equals(request.getParameter(TYPE))) {
      throw malformed("client_assertion_type is unknown");
    }
    if (assertion.length() > LONGEST) {
      throw malformed("client_assertion is too long");
    }
    try {
      String subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
      if (subject != null && !subject.isEmpty() && (id == null || id.equals(subject))) {
        return new ClientCredential.Assertion(subject, assertion, request.getRequestURI());
      }
    } catch (ParseException notSigned) {
      // Refused below: alg none among them.
    }
    throw refused();
  }

  private static void requireOnceInBody(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    if (values == null) {
      return;
    }
    if (values.length > 1) {
      throw malformed(name + " is given more than once");
    }
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    for (String pair : query.split("&", -1)) {
      if (name.equals(decoded(pair.split("=", 2)[0]))) {
        throw malformed(name + " must not be part of the address");
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static OAuth2AuthenticationException malformed(String description) {
    return new OAuth2AuthenticationException(
        new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
  }

  private static OAuth2AuthenticationException refused() {
    return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
  }
}
