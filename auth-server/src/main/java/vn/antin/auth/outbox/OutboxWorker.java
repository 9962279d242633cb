package vn.antin.auth.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Delivers messages on this node. One dispatcher claims them; each is carried by a virtual thread
 * of its own. When the node stops, what is under way may end; the rest waits for other nodes.
 */
@Component
final class OutboxWorker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final OutboxTable table;
  private final Map<String, Delivery> deliveries;
  private final OutboxProperties properties;
  private final OutboxMeter meter;
  private final Bell bell;
  private final Semaphore free;
  private final Map<Claimed.Lane, Integer> underWay = new ConcurrentHashMap<>();
  private volatile @Nullable Running running;

  private record Running(Thread dispatcher, ExecutorService carriers) {}

  OutboxWorker(
      OutboxTable table,
      ObjectProvider<Delivery> deliveries,
      OutboxProperties properties,
      OutboxMeter meter,
      Bell bell) {
    this.table = table;
    this.deliveries =
        deliveries.stream()
            .collect(Collectors.toUnmodifiableMap(Delivery::kind, Function.identity()));
    this.properties = properties;
    this.meter = meter;
    this.bell = bell;
    this.free = new Semaphore(properties.workers());
  }

  @Override
  public synchronized void start() {
    ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    Thread dispatcher = Thread.ofVirtual().name("outbox").unstarted(() -> dispatch(carriers));
    running = new Running(dispatcher, carriers);
    dispatcher.start();
  }

  @Override
  public synchronized void stop() {
    Running stopping = running;
    if (stopping == null) {
      return;
    }
    running = null;
    bell.ring();
    try {
      stopping.dispatcher().join(FAREWELL);
      stopping.carriers().shutdown();
      if (!stopping.carriers().awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        stopping.carriers().shutdownNow();
      }
    } catch (InterruptedException e) {
      stopping.carriers().shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  private void dispatch(ExecutorService carriers) {
    while (running != null) {
      try {
        while (running != null && handOut(carriers) > 0) {
          LOG.trace("outbox: looking for more");
        }
      } catch (DataAccessException e) {
        LOG.debug("outbox: the database cannot be read, trying again", e);
      }
      try {
        bell.await(properties.poll());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int handOut(ExecutorService carriers) {
    int most = free.availablePermits();
    List<Claimed> claimed =
        most == 0 ? List.of() : table.claim(deliveries.keySet(), fullLanes(), most);
    for (Claimed each : claimed) {
      free.acquireUninterruptibly();
      underWay.merge(each.lane(), 1, Integer::sum);
      carriers.execute(() -> carry(each));
    }
    return claimed.size();
  }

  private List<Claimed.Lane> fullLanes() {
    return underWay.entrySet().stream()
        .filter(lane -> lane.getValue() >= properties.perRecipient())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void carry(Claimed claimed) {
    try {
      Attempt attempt = attempt(claimed.message());
      table.settle(claimed, attempt);
      meter.attempted(claimed.message().kind(), attempt);
    } catch (InterruptedException e) {
      LOG.info("outbox: stopped during a delivery; it is made again when its lease is over");
    } catch (DataAccessException e) {
      LOG.warn("outbox: a delivery could not be noted; it is made again", e);
    } finally {
      underWay.computeIfPresent(claimed.lane(), (lane, count) -> count == 1 ? null : count - 1);
      free.release();
      bell.ring();
    }
  }

  private Attempt attempt(Message message) throws InterruptedException {
    Delivery delivery = Objects.requireNonNull(deliveries.get(message.kind()));
    FutureTask<Attempt> delivering = new FutureTask<>(() -> delivery.deliver(message));
    Thread.ofVirtual().name("outbox-" + message.kind()).start(delivering);
    try {
      return delivering.get(properties.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Attempt.Retry("no answer within " + properties.limit().toSeconds() + " s");
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      LOG.warn("outbox: delivery of a {} failed", message.kind(), cause);
      return new Attempt.Retry("this server failed: " + cause.getClass().getSimpleName());
    } finally {
      delivering.cancel(true);
    }
  }
}
