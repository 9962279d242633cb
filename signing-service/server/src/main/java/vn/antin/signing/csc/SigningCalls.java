package vn.antin.signing.csc;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.problem.Problem;

/**
 * Calls that sign, answered at once or, as the application wants, later. What cannot be signed is
 * refused at once either way. Thread-safe.
 */
final class SigningCalls {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final Map<String, SigningMethod> methods;
  private final LaterRepository later;
  private final LaterWork work;
  private final CscProperties properties;
  private final JsonMapper json;
  private final InstantSource time;

  SigningCalls(
      Map<String, SigningMethod> methods,
      LaterRepository later,
      LaterWork work,
      CscProperties properties,
      JsonMapper json,
      InstantSource time) {
    this.methods = Map.copyOf(methods);
    this.later = later;
    this.work = work;
    this.properties = properties;
    this.json = json;
    this.time = time;
  }

  /**
   * The answer, or what to ask for it with.
   *
   * @param attempt the same when a call is made again, and at no other
   */
  Map<String, Object> answer(
      UUID attempt, String method, SigningRight.Held held, Parameters parameters) {
    var mode = parameters.word("operationMode", "S", "A");
    var ready = Objects.requireNonNull(methods.get(method)).ready(held.grant(), parameters);
    return mode.equals("S")
        ? ready.apply(attempt)
        : Map.of("responseID", keep(attempt, method, held, parameters).toString());
  }

  private UUID keep(UUID attempt, String method, SigningRight.Held held, Parameters parameters) {
    var now = time.instant();
    var asker = held.asker();
    if (later.open(asker.clientId(), now) >= properties.waitingCalls()) {
      throw Problem.TOO_MANY_REQUESTS.because("too many calls of one client wait");
    }
    var call =
        new LaterCall.Open(
            attempt,
            asker.clientId(),
            asker.official(),
            asker.bound(),
            held.grant().id().value(),
            method,
            parameters.text(),
            held.token(),
            0,
            address(parameters.optionalString("response_uri")),
            now,
            now.plus(validity(parameters)));
    later.add(call);
    work.look();
    return call.id();
  }

  private Duration validity(Parameters parameters) {
    var wanted = parameters.optionalInteger("validity_period");
    if (wanted == null) {
      return properties.answersKept();
    }
    if (wanted < 1) {
      throw CscFault.invalidParameter("validity_period");
    }
    var asked = Duration.ofMillis(wanted);
    return asked.compareTo(properties.answersKept()) < 0 ? asked : properties.answersKept();
  }

  /** Whether it may be told at all is seen when it is: names are looked up then. */
  private @Nullable URI address(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var address = new URI(text);
      var host = address.getHost();
      var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (host != null
          && address.getRawUserInfo() == null
          && address.getRawFragment() == null
          && (scheme.equals("https")
              || (scheme.equals("http")
                  && properties.responseHosts().contains(host.toLowerCase(Locale.ROOT))))) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw CscFault.invalidParameter("response_uri");
    }
    throw CscFault.invalidParameter("response_uri");
  }

  /** What came of a call; null while nothing. */
  @Nullable Map<String, Object> poll(SigningRight.Presented presented, Parameters parameters) {
    var asker = presented.asker();
    var id = parameters.identifier("requestID");
    var found =
        later
            .find(id, asker, time.instant())
            .orElseThrow(() -> CscFault.invalidParameter("requestID"));
    return switch (found) {
      case LaterCall.Waiting _, LaterCall.Open _ -> null;
      case LaterCall.Answered(_, var status, var body) -> {
        var read = json.readTree(body);
        if (status != 200) {
          throw new CscFault(
              status, read.path("error").asString(""), read.path("error_description").asString(""));
        }
        yield json.convertValue(read, OBJECT);
      }
    };
  }
}
