package vn.antin.signing.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.submission.TestSubmissions.id;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;

/** Numbers are taken over HTTP, by applications on two nodes of one installation. */
final class RegisterTest {
  private static TestSubmissions requests;
  private static RunningService other;

  @BeforeAll
  static void start() {
    requests = TestSubmissions.start();
    other = requests.service.node();
    other.up();
  }

  @AfterAll
  static void stop() {
    other.down();
    requests.service.close();
  }

  private static Answer reserve(
      RunningService node, UUID unit, String type, @Nullable Integer number) {
    var wanted = new HashMap<String, Object>();
    wanted.put("unit", unit.toString());
    wanted.put("type", type);
    wanted.put("notation", type + "-UBND");
    wanted.put("title", "Về việc thử " + type);
    if (number != null) {
      wanted.put("number", number);
    }
    return node.postJson("/v1/registers/numbers", requests.application(), wanted);
  }

  private static int taken(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("number").asInt();
  }

  private static Answer list(UUID official, String query) {
    return requests.service.get("/v1/registers?limit=100&" + query, requests.official(official));
  }

  @Test
  void twoNodesAtOnceNeverGiveANumberTwiceAndLeaveNoGap() throws Exception {
    var tries = new ArrayList<Callable<Answer>>();
    for (var i = 0; i < 50; i++) {
      var node = i % 2 == 0 ? requests.service : other;
      tries.add(() -> reserve(node, PROVINCE, "CV", null));
    }
    var numbers = new ArrayList<Integer>();
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var each : pool.invokeAll(tries)) {
        numbers.add(taken(each.get()));
      }
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void aChosenNumberIsTakenOnceAndPassedOverLater() {
    assertThat(taken(reserve(requests.service, PROVINCE, "TB", 2))).isEqualTo(2);
    assertThat(reserve(other, PROVINCE, "tb", 2).problem()).isEqualTo("number-taken");
    assertThat(taken(reserve(requests.service, PROVINCE, "TB", null))).isEqualTo(1);
    assertThat(taken(reserve(requests.service, PROVINCE, "TB", null))).isEqualTo(3);
    assertThat(taken(reserve(requests.service, COMMUNE, "TB", 2))).isEqualTo(2);
    assertThat(reserve(requests.service, PROVINCE, "TB", 0).problem()).isEqualTo("invalid-request");
  }

  @Test
  void aCancelledNumberStaysInTheRegisterAndIsNotGivenAgain() {
    var reserved = reserve(requests.service, PROVINCE, "BC", null);
    var address = "/v1/registers/numbers/" + id(reserved.json()) + "/cancel";
    var reason = Map.of("reason", "Không ban hành");
    assertThat(requests.service.postJson(address, requests.application("khac"), reason).problem())
        .isEqualTo("not-found");
    assertThat(requests.service.postJson(address, requests.application(), reason).status())
        .isEqualTo(204);

    assertThat(taken(reserve(requests.service, PROVINCE, "BC", null))).isEqualTo(2);
    assertThat(reserve(requests.service, PROVINCE, "BC", 1).problem()).isEqualTo("number-taken");
    var lines = list(CLERK, "type=BC").json().path("numbers");
    assertThat(lines.get(1).path("state").asString()).isEqualTo("cancelled");
    assertThat(lines.get(1).path("reason").asString()).isEqualTo("Không ban hành");
  }

  @Test
  void anApplicationTakesNoMoreNumbersADayThanItMay() {
    taken(reserve(requests.service, PROVINCE, "GM", null));
    requests
        .service
        .database
        .superuser()
        .sql(
            """
            INSERT INTO register_number (id, register_id, number, state, notation, title, client_id,
              created_at, changed_at)
            SELECT gen_random_uuid(), register_id, other, 'reserved', notation, title, client_id,
              created_at, changed_at
            FROM register_number, generate_series(101, 599) AS other
            WHERE register_id = (SELECT id FROM number_register WHERE document_type = 'GM')
            """)
        .update();
    var refused = reserve(requests.service, PROVINCE, "GM", null);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.problem()).isEqualTo("too-many-numbers");
    assertThat(refused.json().path("allowed").asInt()).isEqualTo(500);
    taken(reserve(requests.service, PROVINCE, "GMK", null));
    requests.forward(Duration.ofDays(1));
    assertThat(taken(reserve(requests.service, PROVINCE, "GM", null))).isEqualTo(2);
  }

  @Test
  void aRegisterIsReadByItsClerkAndByWhoAdministersTheUnitAlone() {
    taken(reserve(requests.service, PROVINCE, "KH", null));
    assertThat(list(CLERK, "type=KH&query=1/KH").json().path("numbers")).hasSize(1);
    assertThat(list(VILLAGER, "type=KH").json().path("numbers")).isEmpty();
    var administrator = requests.steps.administrator(CHAIRMAN, PROVINCE);
    assertThat(requests.service.get("/v1/registers?type=KH", administrator).json().path("numbers"))
        .hasSize(1);
    var elsewhere = requests.steps.administrator(VILLAGER, OTHER_COMMUNE);
    assertThat(requests.service.get("/v1/registers?type=KH", elsewhere).json().path("numbers"))
        .isEmpty();
    var foreign = requests.steps.official(CLERK, TestSubmissions.APP);
    assertThat(requests.service.get("/v1/registers", foreign).problem()).isEqualTo("not-permitted");
  }

  @Test
  void theYearBeginsAtMidnightInVietnam() {
    var vietnam = ZoneId.of("Asia/Ho_Chi_Minh");
    var now = requests.service.clock.instant();
    var year = now.atZone(vietnam).getYear();
    var midnight = now.atZone(vietnam).withDayOfYear(1).plusYears(1).toLocalDate();
    requests.forward(
        Duration.between(now, midnight.atStartOfDay(vietnam).toInstant().minusSeconds(120)));
    var last = reserve(requests.service, PROVINCE, "TTR", null).json();
    assertThat(List.of(last.path("year").asInt(), last.path("number").asInt()))
        .containsExactly(year, 1);

    requests.forward(Duration.ofMinutes(3));
    var first = reserve(requests.service, PROVINCE, "TTR", null).json();
    assertThat(List.of(first.path("year").asInt(), first.path("number").asInt()))
        .containsExactly(year + 1, 1);
  }
}
