package vn.antin.auth.api.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.web.House;

/**
 * Walks every endpoint below {@code /api/} as random administrators of random trees: no answer
 * holds an id, a name or a code from outside the caller's scope, whether in body, header, cursor or
 * error; what lies outside answers as what does not exist does; and nothing outside changes.
 */
@AuthServerTest
@Import(WithFakeTokens.class)
final class ScopeWalkTest {
  private static final boolean LONG = Boolean.getBoolean("antin.long");
  private static final int TIMES = LONG ? 60 : 3;

  private final JdbcClient jdbc;
  private final String origin;
  private final Map<RequestMappingInfo, HandlerMethod> mappings;

  ScopeWalkTest(
      JdbcClient jdbc,
      House house,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
    this.jdbc = jdbc;
    this.origin = house.issuer().toString();
    this.mappings = mappings.getHandlerMethods();
  }

  @Test
  void everyEndpointIsWrittenDown() {
    Set<String> written = new TreeSet<>(Endpoints.WALKED.keySet());
    written.addAll(Endpoints.OWN);
    Set<String> there =
        endpoints().keySet().stream()
            .filter(endpoint ->
                Endpoints.PROTOCOLS.stream().noneMatch(start -> endpoint.contains(" " + start)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(there)
        .as("endpoints below /api/; a new one is written down in api-endpoints.txt")
        .isSubsetOf(written);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 2007})
  void noAnswerHoldsAByteFromOutsideTheScope(long seed) {
    Random random = new Random(seed);
    RandomTree tree = new RandomTree(jdbc, random);
    Map<String, HandlerMethod> endpoints = endpoints();
    List<String> walk =
        new ArrayList<>(endpoints.keySet().stream().filter(Endpoints.WALKED::containsKey).toList());
    // First what only reads, then what changes, then what only reads what has changed.
    walk.sort(
        Comparator.<String, Boolean>comparing(e -> !e.startsWith("GET ")).thenComparing(e -> e));
    List<String> leaks = new ArrayList<>();
    for (AccountId administrator : tree.administrators()) {
      propose(tree, administrator);
    }
    for (boolean reading : List.of(true, false, true)) {
      for (AccountId administrator : tree.administrators()) {
        Walk one = new Walk(jdbc, origin, tree, administrator, random);
        String before = one.outsideState();
        for (String endpoint : walk) {
          if (endpoint.startsWith("GET ") == reading) {
            for (int i = 0; i < TIMES; i++) {
              leaks.addAll(one.call(endpoint, endpoints.get(endpoint)));
            }
          }
        }
        assertThat(one.outsideState())
            .as("what lies outside the scope of %s", administrator)
            .isEqualTo(before);
      }
    }
    // One of each endpoint says enough.
    assertThat(
            leaks.stream()
                .collect(
                    Collectors.toMap(
                        leak -> leak.substring(0, leak.indexOf(" answered")),
                        leak -> leak,
                        (one, other) -> one))
                .values())
        .isEmpty();
  }

  /** Proposals for every scope, also of those whom the proposer reaches from above. */
  private void propose(RandomTree tree, AccountId administrator) {
    for (int i = 0; i < 3; i++) {
      UUID about = tree.officials().get((i * 7 + administrator.hashCode() & 15) % 40);
      if (!about.equals(administrator.value())) {
        jdbc.sql(
                """
                INSERT INTO power_proposal (kind, power, proposer, about, unit_id, details,
                  created_at, expires_at)
                VALUES ('role-grant', 'GRANT_POWER', :proposer, :about, :unit,
                  '{"role": "auditor", "from": "2099-01-01"}', now(), now() + INTERVAL '1 day')
                ON CONFLICT DO NOTHING
                """)
            .param("proposer", administrator.value())
            .param("about", about)
            .param("unit", tree.units().get(2 + (i * 5) % 20))
            .update();
      }
    }
  }

  private Map<String, HandlerMethod> endpoints() {
    return mappings.entrySet().stream()
        .flatMap(mapping ->
            mapping.getKey().getPatternValues().stream()
                .filter(pattern -> pattern.startsWith("/api/"))
                .flatMap(pattern ->
                    mapping.getKey().getMethodsCondition().getMethods().stream()
                        .map(method -> Map.entry(method + " " + pattern, mapping.getValue()))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
  }
}
