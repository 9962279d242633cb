package vn.antin.auth.oauth2.request;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.authenticate.ClientSignatures;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientProfile;

/**
 * Opens request objects (RFC 9101, OpenID Connect Core §6.1). One must be signed with the algorithm
 * that the client registered, or, when it has registered none, with any asymmetric one; unsigned
 * ones are taken from ordinary clients that registered exactly that.
 */
@Component
public final class RequestObjects {
  /** What request objects may be signed with. */
  public static final List<String> ALGORITHMS = List.of("ES256", "PS256", "RS256", "EdDSA");

  /** What FAPI 2.0 Security Profile §5.4.1 leaves. */
  private static final Set<String> FAPI = Set.of("ES256", "PS256", "EdDSA");

  private static final String NONE = "none";

  /** RFC 9101 §4, and what older clients write; any other type is a JWT for something else. */
  private static final Set<String> TYPES = Set.of("oauth-authz-req+jwt", "jwt");

  private final ClientSignatures signatures;
  private final RequestObjectClaims claims;

  /** What became of an object. */
  sealed interface Opened {
    /** Its parameters. */
    record Good(AuthorizeParameters parameters, boolean signed) implements Opened {}

    /** Why it cannot be used, for the client's developer. */
    record Bad(String description) implements Opened {}
  }

  RequestObjects(ClientSignatures signatures, RequestObjectClaims claims) {
    this.signatures = signatures;
    this.claims = claims;
  }

  Opened open(String text, Client client) {
    try {
      JWT jwt = JWTParser.parse(text);
      JOSEObjectType type = jwt.getHeader().getType();
      if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
        return new Opened.Bad("typ is not oauth-authz-req+jwt");
      }
      String registered = client.metadata().text("request_object_signing_alg");
      return switch (jwt) {
        case PlainJWT plain ->
            NONE.equals(registered) && client.profile() == ClientProfile.STANDARD
                ? claims.read(members(plain), false, client)
                : new Opened.Bad("this client's request objects must be signed");
        case SignedJWT signed -> {
          String algorithm = signed.getHeader().getAlgorithm().getName();
          if (!mayUse(algorithm, client)) {
            yield new Opened.Bad("alg is not the one registered, or not a safe one");
          }
          yield signatures.verifies(client, signed)
              ? claims.read(members(signed), true, client)
              : new Opened.Bad("the signature is not of a key of this client");
        }
        default -> new Opened.Bad("encrypted request objects are not supported");
      };
    } catch (ParseException e) {
      return new Opened.Bad("expected a JWT");
    }
  }

  private static boolean mayUse(String algorithm, Client client) {
    String registered = client.metadata().text("request_object_signing_alg");
    List<String> offered =
        client.profile().fapi() ? ALGORITHMS.stream().filter(FAPI::contains).toList() : ALGORITHMS;
    return offered.contains(algorithm)
        && (registered == null || registered.equals(algorithm) || registered.equals(NONE));
  }

  private static Map<String, Object> members(JWT jwt) throws ParseException {
    Map<String, Object> members = jwt.getJWTClaimsSet().toJSONObject();
    return members == null ? Map.of() : members;
  }
}
