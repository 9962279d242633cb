package vn.antin.admin.authorization;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.installation.Wrapped;
import vn.antin.admin.web.Cookies;
import vn.antin.admin.web.Language;
import vn.antin.rootkey.RootKey;

/**
 * Sends browsers to the auth-server and receives them back. Thread-safe; all state is in rows, so
 * any node may receive a browser that another one sent.
 */
@Component
public final class Authorization {
  static final String BROWSER_COOKIE = "__Host-antin-desk-flow";

  /** What the auth-server still takes in an address; a larger request is pushed. */
  private static final int LARGEST_ADDRESS = 4000;

  private static final String VERIFIER_CONTEXT = "admin-ui code verifier";

  private final Discovery discovery;
  private final TokenEndpoint tokenEndpoint;
  private final PushEndpoint pushEndpoint;
  private final FlowRepository flows;
  private final Installation installation;
  private final RootKey rootKey;
  private final InstantSource clock;

  Authorization(
      Discovery discovery,
      TokenEndpoint tokenEndpoint,
      PushEndpoint pushEndpoint,
      FlowRepository flows,
      Installation installation,
      RootKey rootKey,
      InstantSource clock) {
    this.discovery = discovery;
    this.tokenEndpoint = tokenEndpoint;
    this.pushEndpoint = pushEndpoint;
    this.flows = flows;
    this.installation = installation;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /**
   * Starts a flow and answers where to send the browser.
   *
   * @param target the local page that the flow leads to in the end
   * @param more further parameters of the authorization request
   * @throws vn.antin.admin.upstream.Unreachable when the auth-server does not answer
   * @throws RequestRefused when the auth-server does not take a request too large for an address
   * @throws TooManyFlows when one address keeps starting flows without finishing any
   */
  public URI start(
      Purpose purpose,
      String target,
      Map<String, String> more,
      HttpServletRequest request,
      HttpServletResponse response) {
    var metadata = discovery.answering();
    var state = RandomValue.next();
    var nonce = RandomValue.next();
    var verifier = RandomValue.next();
    var wrapped = new Wrapped(rootKey.wrap(verifier.getBytes(US_ASCII), VERIFIER_CONTEXT));
    var stored =
        flows.insert(
            RandomValue.hash(state),
            RandomValue.hash(browser(request, response)),
            purpose,
            new Flow(nonce, wrapped, target),
            request.getRemoteAddr(),
            clock.instant());
    if (!stored) {
      throw new TooManyFlows();
    }
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", Installation.CLIENT_ID);
    parameters.put("redirect_uri", redirectUri(purpose).toString());
    parameters.put("scope", purpose.scope());
    parameters.put("state", state);
    parameters.put("code_challenge", RandomValue.encode(RandomValue.hash(verifier)));
    parameters.put("code_challenge_method", "S256");
    if (purpose == Purpose.LOGIN) {
      parameters.put("nonce", nonce);
    }
    parameters.put("ui_locales", Language.of(request).tag());
    parameters.putAll(more);
    return address(metadata, parameters);
  }

  private URI address(Metadata metadata, Map<String, String> parameters) {
    var query = ClientCalls.form(parameters);
    var push = metadata.pushEndpoint();
    if (query.length() > LARGEST_ADDRESS && push != null) {
      var pushed = pushEndpoint.push(push, parameters);
      query = ClientCalls.form(Map.of("client_id", Installation.CLIENT_ID, "request_uri", pushed));
    }
    return URI.create(metadata.authorizationEndpoint() + "?" + query);
  }

  /** Receives a browser back; a state is good once, in the browser it was given to. */
  public Arrival arrive(Purpose purpose, HttpServletRequest request) {
    var state = request.getParameter("state");
    var browser = Cookies.read(request, BROWSER_COOKIE);
    if (state == null || browser.isEmpty()) {
      return new Arrival.Unknown();
    }
    byte[] stateHash = RandomValue.hash(state);
    byte[] browserHash = RandomValue.hash(browser.get());
    var consumed = flows.consume(stateHash, browserHash, purpose, clock.instant());
    if (consumed.isEmpty()) {
      return flows
          .usedTarget(stateHash, browserHash, purpose)
          .<Arrival>map(Arrival.Repeated::new)
          .orElseGet(Arrival.Unknown::new);
    }
    return redeem(purpose, consumed.get(), request);
  }

  private Arrival redeem(Purpose purpose, Flow flow, HttpServletRequest request) {
    // RFC 9207: an answer that another server mixed in carries another issuer or none.
    if (!installation.authServerIssuer().toString().equals(request.getParameter("iss"))) {
      return new Arrival.Failed("wrong_issuer", flow.target());
    }
    @Nullable String error = request.getParameter("error");
    if (error != null) {
      return new Arrival.Failed(error, flow.target());
    }
    @Nullable String code = request.getParameter("code");
    if (code == null) {
      return new Arrival.Failed("invalid_request", flow.target());
    }
    var verifier = new String(rootKey.unwrap(flow.verifier().blob(), VERIFIER_CONTEXT), US_ASCII);
    return switch (tokenEndpoint.redeem(code, verifier, redirectUri(purpose))) {
      case TokenAnswer.Tokens tokens -> new Arrival.Arrived(tokens, flow.nonce(), flow.target());
      case TokenAnswer.Refused(var refusal) -> new Arrival.Failed(refusal, flow.target());
    };
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetExpired() {
    flows.deleteExpired(clock.instant());
  }

  private URI redirectUri(Purpose purpose) {
    return installation.page(purpose.callback());
  }

  /** The browser's own random value; several flows in several tabs share it. */
  private static String browser(HttpServletRequest request, HttpServletResponse response) {
    return Cookies.read(request, BROWSER_COOKIE)
        .filter(value -> value.length() == 43)
        .orElseGet(() -> {
          var value = RandomValue.next();
          response.addHeader(
              HttpHeaders.SET_COOKIE, Cookies.host(BROWSER_COOKIE, value).toString());
          return value;
        });
  }
}
