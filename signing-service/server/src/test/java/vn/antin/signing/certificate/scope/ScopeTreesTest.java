package vn.antin.signing.certificate.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestSigning.eventually;

import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.web.Caller;

/**
 * Administrators of random trees are shown, and may act upon, exactly what a naive model says, also
 * after units moved, merged and ended. A failure names the seed.
 */
final class ScopeTreesTest {
  private static final int TIMES = Boolean.getBoolean("antin.long") ? 60 : 3;

  private static RunningService service;
  private static TestSigning steps;
  private static JdbcClient sql;
  private static byte[] certificate;

  @BeforeAll
  static void start() {
    service = RunningService.start();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    sql = service.database.superuser();
    // The copy is whole: nothing that is written beside the feed is taken out again.
    eventually(() ->
        sql.sql("SELECT NOT resyncing AND synced_at IS NOT NULL FROM people_feed")
            .query(Boolean.class)
            .single());
    steps.credential(CHAIRMAN, "official");
    certificate =
        sql.sql("SELECT certificate FROM credential WHERE official_id = :id")
            .param("id", CHAIRMAN)
            .query(byte[].class)
            .single();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 6, 2007})
  void everyAnswerIsThatOfTheModel(long seed) {
    // Of the jobs only the newest are listed: those of an earlier seed would hide some.
    sql.sql("DELETE FROM certificate_job").update();
    var random = new Random(seed);
    var province = new RandomProvince(sql, random, service.clock.instant(), certificate);
    for (int phase = 0; phase < TIMES; phase++) {
      for (var official : province.officials().subList(0, 16)) {
        compare(
            "seed " + seed + ", reorganised " + phase + " times",
            official,
            Set.copyOf(province.named()));
      }
      province.reorganise();
    }
  }

  private static void compare(String when, UUID official, Set<UUID> named) {
    var model = new NaiveScope(sql, service.clock.instant(), official, named);
    var token = steps.administrator(official, named.toArray(UUID[]::new));
    assertThat(listed("/certificates?limit=500", token, "id"))
        .as("certificates: %s", when)
        .isEqualTo(model.certificates());
    assertThat(listed("/certificate-requests", token, "id"))
        .as("requests: %s", when)
        .isEqualTo(model.requests());
    assertThat(listed("/certificate-jobs", token, "id"))
        .as("jobs: %s", when)
        .isEqualTo(model.jobs());
    assertThat(listed("/seals", token, "unitId")).as("seals: %s", when).isEqualTo(model.seals());

    var caller =
        new Caller.Person(
            new OfficialId(official), "admin-ui", named.stream().map(UnitId::new).toList());
    var acts = model.acts("security-administrator", "unit-administrator");
    assertThat(
            found(
                caller,
                AdministratorScope.ACTS
                    + "SELECT id FROM credential WHERE "
                    + AdministratorScope.ANSWERED_FOR))
        .as("acted upon: %s", when)
        .isEqualTo(model.answeredFor(acts));
    assertThat(
            found(
                caller,
                AdministratorScope.SECURES
                    + "SELECT id FROM credential WHERE "
                    + AdministratorScope.ANSWERED_FOR))
        .as("secured: %s", when)
        .isEqualTo(model.answeredFor(model.acts("security-administrator")));
    var served = model.served(acts);
    assertThat(
            found(
                caller,
                AdministratorScope.ACTS
                    + "SELECT id FROM official WHERE "
                    + AdministratorScope.SERVED))
        .as("served: %s", when)
        .isEqualTo(served);
    assertThat(
            AdministratorScope.may(
                sql, caller, new Holder.Personal(new OfficialId(official)), now()))
        .as("serves oneself: %s", when)
        .isEqualTo(served.contains(official.toString()));
  }

  private static Instant now() {
    return service.clock.instant();
  }

  private static Set<String> listed(String path, String token, String member) {
    var answer = service.get(path, token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer
        .json()
        .path("items")
        .valueStream()
        .map(item -> item.path(member).asString(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(Caller.Person caller, String statement) {
    return AdministratorScope.bind(sql, statement, caller, now()).query(UUID.class).list().stream()
        .map(UUID::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
