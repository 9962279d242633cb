package vn.antin.signing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import vn.antin.signing.RunningService;
import vn.antin.signing.problem.Problem;

/** docs/api/signing-service.yaml and the endpoints say the same. */
final class ApiDescriptionTest {
  private static final Path FILE =
      Path.of(System.getProperty("antin.root"), "docs/api/signing-service.yaml");

  /** What a filter answers before any mapping is looked for. */
  private static final Set<String> FILTERED = Set.of("POST /ocsp", "GET /ocsp/{}");

  private static final String PROBLEM = "#/components/responses/Problem";

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private static final List<String> SCOPES =
      List.of(
          "service",
          "signing-request",
          "admin",
          "signature-request.read",
          "certificate-notice.read",
          "audit.seal",
          "openid");

  private static RunningService service;
  private static Map<String, JsonNode> described;
  private static Map<String, Handled> handled;

  /** The methods behind one address; several when they differ by what they take. */
  private record Handled(List<HandlerMethod> methods, Set<String> consumes) {}

  @BeforeAll
  static void start() throws IOException {
    described = described();
    service = RunningService.start("antin.est.enabled=true", "antin.time-stamping.enabled=true");
    handled = handled();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void everyEndpointIsDescribedAndEveryDescriptionHasAnEndpoint() {
    var expected = new TreeSet<>(handled.keySet());
    expected.addAll(FILTERED);

    assertThat(described.keySet())
        .as("operations of docs/api/signing-service.yaml against the mappings")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whatAFilterAnswersIsThere() {
    for (var path : List.of("/ocsp", "/ocsp/AAAA")) {
      var answer = service.get(path, null);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/ocsp-response");
    }
  }

  @Test
  void theScopesAreThoseThatOpenTheAddress() {
    var wrong = new ArrayList<String>();
    described.forEach((operation, description) -> {
      if (FILTERED.contains(operation)) {
        return;
      }
      var found = new TreeSet<String>();
      if (permitted(operation, anonymous())) {
        found.add("anybody");
      } else {
        SCOPES.stream().filter(scope -> permitted(operation, bearer(scope))).forEach(found::add);
      }
      var said = scopes(description);
      if (!said.equals(found)) {
        wrong.add(operation + " says " + said + " and opens to " + found);
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void theTypesOfWhatIsTakenAreThoseOfTheEndpoint() {
    var wrong = new ArrayList<String>();
    handled.forEach((operation, endpoint) -> {
      var said = operation(operation).path("requestBody").path("content").propertyNames();
      if (!endpoint.consumes().isEmpty() && !Set.copyOf(said).equals(endpoint.consumes())) {
        wrong.add(operation + " says " + said + " and takes " + endpoint.consumes());
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void theAnswersAreThoseThatTheEndpointCanGive() {
    var problems = Arrays.stream(Problem.values()).map(Problem::status).collect(Collectors.toSet());
    var wrong = new ArrayList<String>();
    handled.forEach((operation, endpoint) -> {
      var succeeds = new TreeSet<Integer>();
      for (var response : operation(operation).path("responses").properties()) {
        int status = Integer.parseInt(response.getKey());
        if (status < 400) {
          succeeds.add(status);
        } else if (PROBLEM.equals(response.getValue().path("$ref").asString(""))
            && !problems.contains(status)) {
          wrong.add(operation + " names " + status + ", which no problem has");
        }
      }
      endpoint.methods().stream()
          .filter(method -> !decidesItself(method))
          .map(ApiDescriptionTest::success)
          .filter(status -> !succeeds.equals(Set.of(status)))
          .forEach(
              status -> wrong.add(operation + " names " + succeeds + " and answers " + status));
      if (succeeds.isEmpty()) {
        wrong.add(operation + " never succeeds");
      }
    });
    assertThat(wrong).isEmpty();
  }

  /** Whether the status is chosen while the method runs. */
  private static boolean decidesItself(HandlerMethod method) {
    return ResponseEntity.class.isAssignableFrom(method.getReturnType().getParameterType())
        || Arrays.stream(method.getMethodParameters())
            .anyMatch(each -> each.getParameterType().getSimpleName().contains("Response"));
  }

  private static int success(HandlerMethod method) {
    var status =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), ResponseStatus.class);
    return status == null ? 200 : status.code().value();
  }

  private static JsonNode operation(String operation) {
    return described.getOrDefault(operation, MissingNode.getInstance());
  }

  private static boolean permitted(String operation, Authentication caller) {
    var space = operation.indexOf(' ');
    var path = operation.substring(space + 1).replace("{}", "x");
    var request = new MockHttpServletRequest(operation.substring(0, space), path);
    request.setServletPath(path);
    ServletRequestPathUtils.parseAndCache(request);
    var decision =
        service.bean(FilterChainProxy.class).getFilterChains().stream()
            .filter(chain -> chain.matches(request))
            .findFirst()
            .orElseThrow()
            .getFilters()
            .stream()
            .filter(AuthorizationFilter.class::isInstance)
            .map(AuthorizationFilter.class::cast)
            .findFirst()
            .orElseThrow()
            .getAuthorizationManager()
            .authorize(() -> caller, request);
    return decision != null && decision.isGranted();
  }

  private static Authentication anonymous() {
    return new AnonymousAuthenticationToken(
        "key", "anybody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
  }

  private static Authentication bearer(String scope) {
    return new TestingAuthenticationToken("somebody", "token", "SCOPE_" + scope);
  }

  /** An approval or a code is looked at by the endpoint itself: the address is open. */
  private static Set<String> scopes(JsonNode operation) {
    var said = new TreeSet<String>();
    assertThat(operation.path("security").isArray()).as("security: %s", operation).isTrue();
    for (var each : operation.path("security")) {
      if (each.has("access")) {
        assertThat(each.path("access").size()).as("one scope in each alternative").isOne();
        said.add(each.path("access").path(0).asString(""));
      }
    }
    return said.isEmpty() ? Set.of("anybody") : said;
  }

  private static Map<String, Handled> handled() {
    var found = new TreeMap<String, Handled>();
    service
        .bean(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, method) -> {
          if (method.getBeanType().getPackageName().startsWith("vn.antin.")) {
            var consumes =
                mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                    .map(Object::toString)
                    .collect(Collectors.toSet());
            for (var path : mapping.getPatternValues()) {
              for (var verb : mapping.getMethodsCondition().getMethods()) {
                found.merge(
                    verb + " " + shape(path),
                    new Handled(List.of(method), consumes),
                    (one, other) ->
                        new Handled(
                            Stream.concat(one.methods().stream(), other.methods().stream())
                                .toList(),
                            union(one.consumes(), other.consumes())));
              }
            }
          }
        });
    return found;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  /** What callers see of an address: names of its variables are no part of it. */
  private static String shape(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  private static Map<String, JsonNode> described() throws IOException {
    JsonNode document = JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(FILE)));
    var operations = new TreeMap<String, JsonNode>();
    for (var path : document.path("paths").properties()) {
      var elsewhere = path.getValue().path("$ref").asString("");
      var item = elsewhere.isEmpty() ? path.getValue() : document.at(elsewhere.substring(1));
      for (var operation : item.properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.put(
              operation.getKey().toUpperCase(Locale.ROOT) + " " + shape(path.getKey()),
              operation.getValue());
        }
      }
    }
    return operations;
  }
}
