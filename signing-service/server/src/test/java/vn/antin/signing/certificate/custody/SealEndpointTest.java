package vn.antin.signing.certificate.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** A seal passes from clerk to clerk when both sides have approved. */
final class SealEndpointTest {
  private static final String SEALS = "/seals/" + PROVINCE;

  private static RunningService service;
  private static TestSigning steps;
  private static String administrator;

  @BeforeAll
  static void start() {
    service = RunningService.start("antin.development-authority.officials=3");
    var people = TestProvince.items();
    people.add(TestProvince.role(9, VILLAGER, PROVINCE, "records-clerk", null));
    service.authServer.replacePeople(people);
    steps = new TestSigning(service);
    steps.awaitPeople();
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
    TestSigning.eventually(() -> mayUse(CLERK) && mayUse(VILLAGER));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static boolean mayUse(UUID official) {
    return service.get("/credentials", steps.official(official)).text().contains("\"seal\"");
  }

  private static Answer propose(String token, UUID receiver) {
    return service.postJson(SEALS + "/handovers", token, Map.of("receiver", receiver));
  }

  private static Answer approve(String id, String token) {
    return service.post("/seal-handovers/" + id + "/approve", token);
  }

  private static String id(Answer made) {
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("id").asString("");
  }

  @Test
  void aSealPassesWhenBothSidesApprovedAndIsThenTheKeepersAlone() {
    var first = id(propose(administrator, VILLAGER));
    assertThat(propose(administrator, CLERK).status()).as("one at a time").isEqualTo(404);
    assertThat(approve(first, administrator).json().path("status").asString()).isEqualTo("open");
    assertThat(approve(first, administrator).problem()).isEqualTo("handover-refused");
    assertThat(approve(first, steps.official(CLERK)).status()).isEqualTo(404);
    assertThat(mayUse(CLERK)).isTrue();

    assertThat(approve(first, steps.official(VILLAGER)).json().path("status").asString())
        .isEqualTo("done");
    assertThat(mayUse(VILLAGER)).isTrue();
    assertThat(mayUse(CLERK)).isFalse();

    var back = id(propose(steps.official(VILLAGER), CLERK));
    assertThat(approve(back, steps.official(CLERK)).json().path("status").asString())
        .isEqualTo("open");
    assertThat(approve(back, steps.official(VILLAGER)).json().path("status").asString())
        .isEqualTo("done");
    assertThat(mayUse(VILLAGER)).isFalse();
    assertThat(mayUse(CLERK)).isTrue();

    var seal = service.get("/seals", administrator).json().path("items").get(0);
    assertThat(seal.path("keeper").asString()).isEqualTo("Trần Thị Bình");
    assertThat(seal.path("keeperId").asString()).isEqualTo(CLERK.toString());
    assertThat(seal.path("clerks").valueStream().map(each -> each.path("name").asString()).toList())
        .containsExactly("Lê Văn Cường", "Trần Thị Bình");
    assertThat(seal.path("clerks").get(0).path("id").asString()).isEqualTo(VILLAGER.toString());
    var history = service.get(SEALS + "/custody", administrator).json().path("items");
    assertThat(history.valueStream().map(each -> each.path("keeper").asString("")).toList())
        .containsExactly("Trần Thị Bình", "Lê Văn Cường");
    assertThat(history.get(1).path("givenBy").asString()).isEqualTo("Nguyễn Văn An");
    assertThat(history.get(1).path("takenBy").asString()).isEqualTo("Lê Văn Cường");
    assertThat(history.get(0).path("givenBy").asString()).isEqualTo("Lê Văn Cường");
    assertThat(history.get(0).path("takenBy").asString()).isEqualTo("Trần Thị Bình");
    assertThat(history.get(0).has("until")).isFalse();
    assertThat(history.get(1).has("until")).isTrue();
    notForEveryone();
  }

  private void notForEveryone() {
    var elsewhere = steps.administrator(UUID.randomUUID(), OTHER_COMMUNE);
    assertThat(service.get("/seals", elsewhere).json().path("items")).isEmpty();
    assertThat(service.get(SEALS + "/custody", elsewhere).json().path("items")).isEmpty();
    assertThat(service.get("/seal-handovers", elsewhere).json().path("items")).isEmpty();
    assertThat(propose(elsewhere, VILLAGER).status()).isEqualTo(404);
    assertThat(propose(steps.official(VILLAGER), VILLAGER).status()).isEqualTo(404);

    var wrong = id(propose(administrator, CHAIRMAN));
    assertThat(approve(wrong, administrator).problem())
        .as("the chairman is no clerk")
        .isEqualTo("handover-refused");
    for (var stranger : List.of(elsewhere, steps.official(VILLAGER))) {
      assertThat(service.post("/seal-handovers/" + wrong + "/withdraw", stranger).status())
          .isEqualTo(404);
    }
    assertThat(service.post("/seal-handovers/" + wrong + "/withdraw", administrator).status())
        .isEqualTo(204);
  }
}
