package vn.antin.auth.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.auth.Patience.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestClock;
import vn.antin.auth.change.Changes;

@AuthServerTest
final class OutboxTest {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JdbcConnectionDetails database;
  private final TestClock clock = new TestClock();
  private final TestDelivery delivery = new TestDelivery();

  OutboxTest(JdbcClient jdbc, TransactionTemplate transaction, JdbcConnectionDetails database) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.database = database;
  }

  @Test
  void messageSurvivesAKilledNode() {
    Node killed = node();
    killed.outbox().put(delivery.to("one", "survives"));
    assertThat(killed.table().claim(java.util.Set.of(delivery.kind), List.of(), 9)).hasSize(1);
    // The node is gone: it will never settle what it has claimed.
    try (Node other = node().started()) {
      await()
          .during(Duration.ofMillis(200))
          .untilAsserted(() -> assertThat(delivery.delivered).isEmpty());
      clock.advance(Duration.ofMinutes(1).plusSeconds(1));
      await().untilAsserted(() -> assertThat(delivery.delivered).containsExactly("survives"));
      awaitState(other, "one", 0, 0, 1);
    }
  }

  @Test
  void twoNodesNeverDeliverTwiceAtOnce() {
    List<String> bodies = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
    try (Node one = node("per-recipient=9").started();
        Node two = node("per-recipient=9").started()) {
      bodies.forEach(body ->
          (body.endsWith("1") ? one : two)
              .outbox()
              .put(delivery.to("recipient-" + Integer.parseInt(body) % 3, body)));
      one.bell().ring();
      await().untilAsserted(() -> assertThat(delivery.delivered).hasSize(300));
    }
    assertThat(delivery.delivered).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void lateNodeCannotSettleWhatAnotherHasTaken() {
    Node slow = node();
    slow.outbox().put(delivery.to("one", "twice"));
    Claimed first = slow.table().claim(java.util.Set.of(delivery.kind), List.of(), 1).getFirst();
    clock.advance(Duration.ofHours(1));
    Claimed second = slow.table().claim(java.util.Set.of(delivery.kind), List.of(), 1).getFirst();
    assertThat(second.id()).isEqualTo(first.id());
    slow.table().settle(first, new Attempt.Dead("too late"));
    assertThat(report(slow, "one").waiting()).isEqualTo(1);
    slow.table().settle(second, new Attempt.Delivered());
    assertThat(report(slow, "one").delivered()).isEqualTo(1);
  }

  @Test
  void rolledBackTransactionSendsNothing() {
    try (Node node = node().started()) {
      transaction.executeWithoutResult(status -> {
        node.outbox().put(delivery.to("one", "undone"));
        status.setRollbackOnly();
      });
      transaction.executeWithoutResult(
          status -> node.outbox().put(delivery.to("one", "committed")));
      await().untilAsserted(() -> assertThat(delivery.delivered).isNotEmpty());
      assertThat(delivery.delivered).containsExactly("committed");
      assertThat(node.notices().unconfirmed(delivery.kind, "one", 9)).isEmpty();
    }
  }

  @Test
  void slowRecipientDoesNotHoldUpOthers() {
    CountDownLatch release = new CountDownLatch(1);
    delivery.answering(message -> {
      if (message.recipient().equals("slow")) {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return new Attempt.Delivered();
    });
    try (Node node = node("workers=4").started()) {
      IntStream.range(0, 20).forEach(i -> node.outbox().put(delivery.to("slow", "s" + i)));
      IntStream.range(0, 20).forEach(i -> node.outbox().put(delivery.to("quick", "q" + i)));
      await().untilAsserted(() -> assertThat(delivery.delivered).hasSize(20));
      assertThat(delivery.delivered).allMatch(body -> body.startsWith("q"));
      release.countDown();
      await().untilAsserted(() -> assertThat(delivery.delivered).hasSize(40));
      assertThat(delivery.most).containsEntry("slow", 2);
    }
  }

  @Test
  void failedDeliveryIsTriedAgainAndIsDeadAfterADay() {
    delivery.answering(message -> new Attempt.Retry("HTTP 503"));
    try (Node node = node().started()) {
      node.outbox().put(delivery.to("down", "x"));
      await().untilAsserted(() -> assertThat(delivery.delivered).hasSize(1));
      for (Duration rest :
          List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30))) {
        int before = delivery.delivered.size();
        awaitState(node, "down", 1, 0, 0);
        await().until(() -> report(node, "down").problem() != null);
        clock.advance(rest);
        await().untilAsserted(() -> assertThat(delivery.delivered).hasSize(before + 1));
      }
      clock.advance(Duration.ofHours(24));
      awaitState(node, "down", 0, 1, 0);
      assertThat(report(node, "down").problem()).isEqualTo("HTTP 503");
      delivery.answering(message -> new Attempt.Delivered());
      assertThat(node.notices().retry(delivery.kind, "down")).isEqualTo(1);
      awaitState(node, "down", 0, 0, 1);
    }
  }

  @Test
  void refusedMessageIsDeadAtOnceWithItsReason() {
    delivery.answering(message -> new Attempt.Dead("HTTP 400: invalid_request"));
    try (Node node = node().started()) {
      node.outbox().put(delivery.to("strict", "x"));
      awaitState(node, "strict", 0, 1, 0);
      Notice notice = node.notices().unconfirmed(delivery.kind, "strict", 9).getFirst();
      assertThat(notice.state()).isEqualTo(Notice.State.DEAD);
      assertThat(notice.problem()).isEqualTo("HTTP 400: invalid_request");
      assertThat(delivery.delivered).hasSize(1);
    }
  }

  @Test
  void sameKeyIsPutToARecipientOnce() {
    Node node = node();
    node.outbox().put(new Message(delivery.kind, "one", "x", "session-1"));
    node.outbox().put(new Message(delivery.kind, "one", "x", "session-1"));
    node.outbox().put(new Message(delivery.kind, "two", "x", "session-1"));
    assertThat(node.notices().about(delivery.kind, "session-1"))
        .extracting(Notice::recipient)
        .containsExactly("one", "two");
  }

  @Test
  void idleNodeIsWokenByAMessage() {
    try (Node node = node("poll=1h").started()) {
      Changes listener = new Changes(database, List.of(node.bell()));
      listener.start();
      node().outbox().put(delivery.to("one", "before or after listening"));
      await().untilAsserted(() -> assertThat(delivery.delivered).hasSize(1));
      node().outbox().put(delivery.to("one", "while listening"));
      await().untilAsserted(() -> assertThat(delivery.delivered).hasSize(2));
      listener.stop();
    }
  }

  @Test
  void deliveryThatTakesTooLongIsInterruptedAndTriedAgain() {
    AtomicBoolean interrupted = new AtomicBoolean();
    delivery.answering(message -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.set(true);
      }
      return new Attempt.Delivered();
    });
    try (Node node = node("limit=100ms").started()) {
      node.outbox().put(delivery.to("stuck", "x"));
      await().untilTrue(interrupted);
      await().until(() -> report(node, "stuck").problem() != null);
      assertThat(report(node, "stuck").waiting()).isEqualTo(1);
    }
  }

  @Test
  void stoppingNodeEndsWhatIsUnderWayAndTakesNothingNew() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    delivery.answering(message -> {
      begun.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Attempt.Delivered();
    });
    Node node = node("workers=1").started();
    node.outbox().put(delivery.to("one", "under way"));
    await().until(() -> begun.getCount() == 0);
    node.outbox().put(delivery.to("one", "later"));
    Thread stopping = Thread.ofVirtual().start(node::close);
    await().until(() -> !node.worker().isRunning());
    release.countDown();
    await().until(() -> !stopping.isAlive());
    assertThat(delivery.delivered).containsExactly("under way");
    awaitState(node, "one", 1, 0, 1);
  }

  @Test
  void settledMessagesAreForgottenAfterTheirTime() {
    try (Node node = node().started()) {
      node.outbox().put(delivery.to("one", "x"));
      awaitState(node, "one", 0, 0, 1);
      clock.advance(Duration.ofDays(6));
      node.table().clean();
      assertThat(kept()).isEqualTo(1);
      clock.advance(Duration.ofDays(1).plusMinutes(1));
      node.table().clean();
      assertThat(kept()).isZero();
    }
  }

  private int kept() {
    return jdbc.sql("SELECT count(*) FROM outbox_message WHERE kind = :kind")
        .param("kind", delivery.kind)
        .query(Integer.class)
        .single();
  }

  private Node node(String... settings) {
    return Node.of(jdbc, clock, delivery, settings);
  }

  private RecipientReport report(Node node, String recipient) {
    return node.notices().recipients().stream()
        .filter(r -> r.kind().equals(delivery.kind) && r.recipient().equals(recipient))
        .findFirst()
        .orElseThrow();
  }

  private void awaitState(Node node, String recipient, int waiting, int dead, int delivered) {
    await()
        .untilAsserted(() -> {
          RecipientReport report = report(node, recipient);
          assertThat(List.of(report.waiting(), report.dead(), report.delivered()))
              .containsExactly(waiting, dead, delivered);
        });
  }
}
