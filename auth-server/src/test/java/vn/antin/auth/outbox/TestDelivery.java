package vn.antin.auth.outbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A kind of message of its own; remembers what it was given and answers as told. */
final class TestDelivery implements Delivery {
  final String kind = "test-" + UUID.randomUUID();
  final List<String> delivered = new CopyOnWriteArrayList<>();
  final Map<String, Integer> most = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private volatile Function<Message, Attempt> answer = message -> new Attempt.Delivered();

  TestDelivery answering(Function<Message, Attempt> now) {
    answer = now;
    return this;
  }

  Message to(String recipient, String body) {
    return new Message(kind, recipient, body, null);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Attempt deliver(Message message) {
    String recipient = message.recipient();
    AtomicInteger now = underWay.computeIfAbsent(recipient, name -> new AtomicInteger());
    most.merge(recipient, now.incrementAndGet(), Math::max);
    try {
      Attempt attempt = answer.apply(message);
      delivered.add(message.body());
      return attempt;
    } finally {
      now.decrementAndGet();
    }
  }
}
