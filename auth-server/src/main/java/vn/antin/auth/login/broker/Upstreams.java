package vn.antin.auth.login.broker;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.digest.Digest;
import vn.antin.auth.login.broker.BrokerFault.Kind;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.web.House;

/** The protocol with upstreams: there with a request, back with an identity. Thread-safe. */
@Component
final class Upstreams {
  /** What may stand in a log of what somebody else sent. */
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

  private final Broker settings;
  private final Providers providers;
  private final ClientProofs proofs;
  private final IdTokens idTokens;
  private final UpstreamClaims claims;
  private final UpstreamRequests requests;
  private final House house;
  private final JsonMapper json;

  Upstreams(
      Broker settings,
      Providers providers,
      ClientProofs proofs,
      IdTokens idTokens,
      UpstreamClaims claims,
      UpstreamRequests requests,
      House house,
      JsonMapper json) {
    this.settings = settings;
    this.providers = providers;
    this.proofs = proofs;
    this.idTokens = idTokens;
    this.claims = claims;
    this.requests = requests;
    this.house = house;
    this.json = json;
  }

  /** What comes back with the browser. */
  record Response(
      @Nullable String state,
      @Nullable String code,
      @Nullable String issuer,
      @Nullable String error) {
    @Override
    public String toString() {
      return "Response";
    }
  }

  /** The upstreams by name, in the order of their names. */
  Map<String, Upstream> all() {
    return settings.upstreams();
  }

  Optional<Upstream> find(String name) {
    return Optional.ofNullable(settings.upstreams().get(name));
  }

  /** As officials know it. */
  String nameOf(String name) {
    return find(name).map(Upstream::name).orElse(name);
  }

  /** Whether a national id that this upstream has verified leads to the account that has it. */
  boolean linksByNationalId(String name) {
    return find(name).map(Upstream::linkByNationalId).orElse(false);
  }

  /** Keeps the request and says where the browser has to go with it. */
  URI begin(UpstreamRequest request) throws BrokerFault {
    Upstream upstream = known(request.upstream());
    ProviderMetadata metadata = providers.metadata(upstream);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", upstream.clientId());
    parameters.put("redirect_uri", redirect(request.upstream()));
    parameters.put("scope", String.join(" ", upstream.scopes()));
    parameters.put("state", requests.put(request));
    parameters.put("nonce", request.nonce());
    parameters.put("code_challenge", challenge(request.verifier()));
    parameters.put("code_challenge_method", "S256");
    parameters.put("max_age", Long.toString(upstream.maxAge().toSeconds()));
    if (!upstream.acrValues().isEmpty()) {
      parameters.put("acr_values", String.join(" ", upstream.acrValues()));
    }
    if (metadata.pushed() != null) {
      parameters =
          Map.of(
              "client_id",
              upstream.clientId(),
              "request_uri",
              push(metadata.pushed(), upstream, parameters));
    }
    String address = metadata.authorization().toString();
    return URI.create(
        address + (address.contains("?") ? "&" : "?") + ClientProofs.encode(parameters));
  }

  /** Spends the request that came back to this upstream's address. */
  UpstreamRequest spend(String name, Response response) throws BrokerFault {
    String state = response.state();
    return Optional.ofNullable(state)
        .flatMap(given -> requests.spend(name, given))
        .orElseThrow(
            () -> new BrokerFault(Kind.STALE, "no login in progress has this state at " + name));
  }

  /** Who the official is there. */
  UpstreamIdentity finish(UpstreamRequest request, Response response) throws BrokerFault {
    Upstream upstream = known(request.upstream());
    ProviderMetadata metadata = providers.metadata(upstream);
    if (response.issuer() == null
        ? metadata.namesItself()
        : !response.issuer().equals(metadata.issuer())) {
      throw new BrokerFault(
          Kind.UNTRUSTED, "the response to %s comes from another issuer".formatted(request));
    }
    if (response.error() != null) {
      String error = ERROR.matcher(response.error()).matches() ? response.error() : "unreadable";
      throw new BrokerFault(Kind.DENIED, "%s answers with %s".formatted(request.upstream(), error));
    }
    String code = response.code();
    if (code == null) {
      throw new BrokerFault(Kind.UNTRUSTED, "expected a code or an error, found neither");
    }
    JsonNode tokens = exchange(metadata.token(), upstream, request, code);
    JWTClaimsSet said =
        idTokens.read(tokens.path("id_token").asString(""), upstream, metadata, request.nonce());
    String accessToken = tokens.path("access_token").asString("");
    return claims.identity(
        request.upstream(), upstream, metadata, said, accessToken.isEmpty() ? null : accessToken);
  }

  private JsonNode exchange(URI address, Upstream upstream, UpstreamRequest request, String code)
      throws BrokerFault {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect(request.upstream()));
    form.put("code_verifier", request.verifier());
    return object(address, proofs.post(address, upstream, form));
  }

  private String push(URI address, Upstream upstream, Map<String, String> parameters)
      throws BrokerFault {
    String reference =
        object(address, proofs.post(address, upstream, parameters))
            .path("request_uri")
            .asString("");
    if (reference.isEmpty()) {
      throw new BrokerFault(Kind.UNREACHABLE, "expected a request_uri of " + address);
    }
    return reference;
  }

  private JsonNode object(URI address, Answer answer) throws BrokerFault {
    String problem =
        switch (answer) {
          case Answer.Ok _ -> "expected a JSON object";
          case Answer.Refused(String reason) -> reason;
          case Answer.Failed(int _, String reason) -> reason;
        };
    try {
      JsonNode found = answer instanceof Answer.Ok ok ? json.readTree(ok.body()) : null;
      if (found != null && found.isObject()) {
        return found;
      }
    } catch (JacksonException e) {
      // Told below.
    }
    // A refusal is an answer: what was sent there does not fit.
    boolean refused = answer instanceof Answer.Failed(int status, String _) && status / 100 == 4;
    throw new BrokerFault(refused ? Kind.UNTRUSTED : Kind.UNREACHABLE, address + ": " + problem);
  }

  private Upstream known(String name) throws BrokerFault {
    return find(name)
        .orElseThrow(() -> new BrokerFault(Kind.STALE, "there is no upstream " + name + " now"));
  }

  /** An address of its own for each upstream: a mixed-up response has nowhere to go. */
  private String redirect(String name) {
    return house.issuer() + "/login/broker/" + name + "/callback";
  }

  private static String challenge(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(verifier));
  }
}
