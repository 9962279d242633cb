package vn.antin.signing.timestamp.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.problem.ConfigurationFault;

/** Two clocks that stand still until the test moves them, and sources that follow the first. */
final class ClockWatchTest {
  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

  private final AtomicLong elapsed = new AtomicLong(-5_000);
  private volatile Duration error = Duration.ZERO;
  private final List<FakeTimeServer> servers =
      Stream.generate(() -> new FakeTimeServer(this::truth)).limit(3).toList();

  private Instant truth() {
    return START.plusNanos(elapsed.get());
  }

  private Instant ours() {
    return truth().plus(error);
  }

  private void pass(Duration time) {
    elapsed.addAndGet(time.toNanos());
  }

  @AfterEach
  void stop() {
    servers.forEach(FakeTimeServer::close);
  }

  private ClockWatch watch(FakeTimeServer... sources) {
    return new ClockWatch(
        new ClockSettings(
            Stream.of(sources).map(FakeTimeServer::address).toList(),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofMinutes(5)),
        this::ours,
        elapsed::get);
  }

  private ClockWatch watch() {
    return watch(servers.toArray(FakeTimeServer[]::new));
  }

  private static void trusted(ClockWatch watch) {
    assertThat(watch.verdict()).isEqualTo(new ClockWatch.Verdict.Trusted());
  }

  private static void doubted(ClockWatch watch, String why) {
    assertThat(watch.verdict())
        .isInstanceOfSatisfying(
            ClockWatch.Verdict.Doubted.class, it -> assertThat(it.why()).contains(why));
  }

  @Test
  void clockIsTrustedWhenMostSourcesAgreeWithIt() throws Exception {
    var watch = watch();
    doubted(watch, "no time source has been asked");
    servers.get(2).offset = Duration.ofHours(3);
    watch.tick();
    trusted(watch);
    assertThat(watch.state().offset()).isBetween(Duration.ofMillis(-1), Duration.ofMillis(1));
    assertThat(watch.state().readings()).hasSize(3).allMatch(Reading.Answered.class::isInstance);
  }

  @Test
  void clockThatIsOffIsDoubtedUntilItIsRight() throws Exception {
    error = Duration.ofSeconds(2);
    var watch = watch();
    watch.tick();
    doubted(watch, "off by ");
    error = Duration.ofMillis(400);
    watch.tick();
    doubted(watch, "off by ");
    pass(Duration.ofSeconds(5));
    watch.tick();
    trusted(watch);
  }

  @Test
  void sourcesThatDisagreeProveNothing() throws Exception {
    servers.get(0).offset = Duration.ofHours(1);
    servers.get(1).offset = Duration.ofHours(-1);
    var watch = watch();
    watch.tick();
    doubted(watch, "do not agree");
  }

  @Test
  void oneOfTwoSourcesIsNoMajority() throws Exception {
    servers.get(0).silent = true;
    var watch = watch(servers.get(0), servers.get(1));
    watch.tick();
    doubted(watch, "no time source has been asked");
    assertThat(watch.state().readings()).hasAtLeastOneElementOfType(Reading.Failed.class);
  }

  @Test
  void silenceOfTheSourcesIsBorneForAWhile() throws Exception {
    var watch = watch();
    watch.tick();
    servers.forEach(each -> each.otherNonce = true);
    pass(Duration.ofMinutes(4));
    watch.tick();
    trusted(watch);
    pass(Duration.ofMinutes(2));
    watch.tick();
    doubted(watch, "has confirmed");
    servers.forEach(each -> each.otherNonce = false);
    pass(Duration.ofSeconds(30));
    watch.tick();
    trusted(watch);
  }

  @Test
  void jumpIsSeenAtOnceAndComparedSoon() throws Exception {
    var watch = watch();
    watch.tick();
    error = Duration.ofSeconds(-20);
    doubted(watch, "jumped by 20000 ms");
    pass(Duration.ofSeconds(5));
    watch.tick();
    doubted(watch, "off by -");
    error = Duration.ZERO;
    doubted(watch, "off by");
    pass(Duration.ofSeconds(5));
    watch.tick();
    trusted(watch);
  }

  @Test
  void withoutSourcesSlowDriftIsFollowedAndAJumpIsNot() throws Exception {
    var watch = watch(new FakeTimeServer[0]);
    trusted(watch);
    for (var i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(30));
      error = error.plusMillis(100);
      watch.tick();
      trusted(watch);
    }
    error = error.plusSeconds(1);
    doubted(watch, "jumped");
    pass(Duration.ofMinutes(10));
    watch.tick();
    doubted(watch, "jumped");
  }

  @Test
  void sourcesAreNotAskedMoreOftenThanNeeded() throws Exception {
    var watch = watch();
    for (var i = 0; i < 60; i++) {
      watch.tick();
      pass(Duration.ofSeconds(1));
    }
    assertThat(servers.getFirst().asked()).isEqualTo(2);
  }

  @Test
  void answersThatTellNothingDoNotCount() throws Exception {
    servers.get(0).first = 0xe4; // leap indicator: not synchronised
    servers.get(1).stratum = 0; // kiss of death
    servers.get(2).dispersion = 3 << 16; // unsure by three seconds
    var watch = watch();
    watch.tick();
    assertThat(watch.state().readings()).allMatch(Reading.Failed.class::isInstance);
    doubted(watch, "no time source");
  }

  @Test
  void timeAfterThe7thOfFebruary2036IsUnderstood() throws Exception {
    elapsed.set(Duration.between(START, Instant.parse("2036-03-01T00:00:00Z")).toNanos());
    var watch = watch();
    watch.tick();
    trusted(watch);
  }

  @Test
  void sourceThatIsNoneIsAFaultWithItsCure() {
    assertThatThrownBy(() -> TimeServer.parse("time server"))
        .isInstanceOf(ConfigurationFault.class);
    assertThat(TimeServer.parse("[fd00::1]:1123")).hasToString("[fd00::1]:1123");
    assertThat(TimeServer.parse("time.example.vn")).hasToString("time.example.vn");
  }
}
