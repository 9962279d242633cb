package vn.antin.signing.people;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

final class PeopleFeedTest {
  private RunningService service;
  private People people;
  private PeopleFeed feed;

  @BeforeEach
  void start() {
    service = RunningService.start("antin.people.interval=1h", "antin.people.page-size=3");
    // What the schedule reads once after the start; from then on the tests say when.
    TestSigning.eventually(
        () -> count("people_feed WHERE position IS NOT NULL AND NOT resyncing") == 1);
    service.authServer.replacePeople(TestProvince.items());
    people = service.bean(People.class);
    feed = service.bean(PeopleFeed.class);
    feed.look();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private long count(String table) {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM " + table)
        .query(Long.class)
        .single();
  }

  @Test
  void pagesAreReadToTheEndAndLaterChangesWin() {
    assertThat(people.official(new OfficialId(CHAIRMAN)).orElseThrow().displayName())
        .isEqualTo("Nguyễn Văn An");
    assertThat(people.mainUnit(new OfficialId(CHAIRMAN)).orElseThrow().id().value())
        .isEqualTo(PROVINCE);
    assertThat(people.provinces()).hasSize(1);
    assertThat(people.stale()).isFalse();

    service.authServer.add(
        TestProvince.official(CHAIRMAN, "official0001", "Nguyễn Văn An", "disabled"));
    service.authServer.add(TestProvince.role(1, CLERK, PROVINCE, "records-clerk", "2025-08-01"));
    feed.look();

    assertThat(people.official(new OfficialId(CHAIRMAN)).orElseThrow().active()).isFalse();
    assertThat(people.holdsRole(new OfficialId(CLERK), "records-clerk", new UnitId(PROVINCE)))
        .isFalse();
  }

  @Test
  void theSameChangesTwiceChangeNothing() {
    var before = count("assignment");

    TestProvince.items().forEach(service.authServer::add);
    feed.look();

    assertThat(count("assignment")).isEqualTo(before);
    assertThat(people.holdsRole(new OfficialId(CLERK), "records-clerk", new UnitId(PROVINCE)))
        .isTrue();
    assertThat(people.holdsRole(new OfficialId(CLERK), "records-clerk", new UnitId(COMMUNE)))
        .isFalse();
  }

  @Test
  void anUnknownPositionLeadsToAFullResyncThatRemovesWhatIsGone() {
    var reads = service.authServer.fullReads.get();
    var fewer =
        TestProvince.items().stream().filter(item -> !"role".equals(item.get("type"))).toList();
    service.authServer.replacePeople(fewer);
    service.authServer.forgetPositions();

    feed.look();
    assertThat(people.holdsRole(new OfficialId(CLERK), "records-clerk", new UnitId(PROVINCE)))
        .as("what is there stays in use until the resync is through")
        .isTrue();
    feed.look();

    assertThat(service.authServer.fullReads.get()).isEqualTo(reads + 1);
    assertThat(count("role_held")).isZero();
    assertThat(count("official")).isEqualTo(3);
  }

  @Test
  void aCopyOlderThanFiveMinutesIsStale() {
    service.authServer.stop();
    feed.look();
    assertThat(people.stale()).isFalse();

    service.clock.advance(Duration.ofMinutes(6));
    feed.look();
    assertThat(people.stale()).isTrue();

    service.authServer.start();
    feed.look();
    assertThat(people.stale()).isFalse();
  }
}
