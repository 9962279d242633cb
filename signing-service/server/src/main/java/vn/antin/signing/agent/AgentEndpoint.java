package vn.antin.signing.agent;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.LimitedBody;
import vn.antin.signing.web.Throttle;

/**
 * The agent's side, without access tokens: the id from the link pulls a job once, the secret that
 * came with it belongs to the values, and each value proves itself by the certificate.
 */
@RestController
final class AgentEndpoint {
  record SentValue(@Nullable Integer number, @Nullable String value) {}

  /** Without an access token. */
  record Sent(@Nullable String secret, @Nullable List<SentValue> signatures) {
    @Override
    public String toString() {
      return "Sent[hidden]";
    }
  }

  /** Why the agent brings nothing more. */
  record Ending(@Nullable String secret, @Nullable String because) {
    @Override
    public String toString() {
      return "Ending[hidden]";
    }
  }

  record Results(List<Values.Taken> signatures) {}

  private static final int LONGEST = 1024 * 1024;
  private static final Set<String> REASONS =
      Set.of("declined", "no-certificate", "pin", "refused-by-agent", "token");

  private final JobPull pull;
  private final Values values;
  private final JobKeys keys;
  private final AgentProperties properties;
  private final Throttle throttle;
  private final JsonMapper json;

  AgentEndpoint(
      JobPull pull,
      Values values,
      JobKeys keys,
      AgentProperties properties,
      Throttle agentThrottle,
      JsonMapper json) {
    this.pull = pull;
    this.values = values;
    this.keys = keys;
    this.properties = properties;
    this.throttle = agentThrottle;
    this.json = json;
  }

  /** The keys that sign jobs, for installing agents (RFC 7517). */
  @GetMapping("/agent/jwks")
  Map<String, Object> jwks(HttpServletRequest request) {
    throttle.count(request);
    return Map.of("keys", keys.published().keys().stream().map(JobKeys::jwk).toList());
  }

  @GetMapping("/agent/jobs/{job}")
  ResponseEntity<JobPull.Pulled> pull(HttpServletRequest request, @PathVariable String job) {
    throttle.count(request);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(pull.pull(job));
  }

  @PostMapping(path = "/agent/jobs/{job}/signatures", consumes = MediaType.APPLICATION_JSON_VALUE)
  Results take(HttpServletRequest request, @PathVariable String job) throws IOException {
    throttle.count(request);
    var sent = read(request, Sent.class);
    var signatures = sent.signatures();
    if (sent.secret() == null
        || signatures == null
        || signatures.isEmpty()
        || signatures.size() > properties.documents()) {
      throw Problem.INVALID_REQUEST.because("secret and signatures are needed");
    }
    return new Results(
        values.take(job, sent.secret(), signatures.stream().map(AgentEndpoint::value).toList()));
  }

  @PostMapping(path = "/agent/jobs/{job}/end", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(HttpServletRequest request, @PathVariable String job) throws IOException {
    throttle.count(request);
    var sent = read(request, Ending.class);
    if (sent.secret() == null || sent.because() == null || !REASONS.contains(sent.because())) {
      throw Problem.INVALID_REQUEST.because("secret and a known reason are needed");
    }
    values.end(job, sent.secret(), sent.because());
  }

  private static Values.Value value(SentValue sent) {
    var number = sent.number();
    var value = sent.value();
    if (number == null || value == null) {
      throw Problem.INVALID_REQUEST.because("number and value are needed");
    }
    try {
      return new Values.Value(number, Base64.getDecoder().decode(value));
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("a value is no base64", e);
    }
  }

  private <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
    var body = LimitedBody.read(request, LONGEST);
    try {
      var read = json.readValue(body, type);
      if (read == null) {
        throw Problem.INVALID_REQUEST.because("the body is null");
      }
      return read;
    } catch (JacksonException e) {
      throw Problem.INVALID_REQUEST.because("the body is none of an agent", e);
    }
  }
}
