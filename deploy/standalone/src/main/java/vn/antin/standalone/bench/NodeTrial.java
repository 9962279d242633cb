package vn.antin.standalone.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks two nodes behind a {@link NodeProxy} for client tokens, refreshes and authorizations, has
 * one of them killed meanwhile, and keeps account of every request that got no answer.
 */
public final class NodeTrial {
  private final Provider provider;
  private final NodeProxy proxy;
  private final int connections;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();
  private final ConcurrentLinkedQueue<Lost> lost = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> held = new ConcurrentLinkedQueue<>();

  public NodeTrial(Provider provider, NodeProxy proxy, int connections) {
    this.provider = provider;
    this.proxy = proxy;
    this.connections = connections;
  }

  /**
   * A request without an answer.
   *
   * @param node that had it
   * @param began when it was sent, as {@link System#nanoTime} has it
   */
  public record Lost(int node, long began) {}

  /**
   * What came of the trial.
   *
   * @param answered requests with the right answer
   * @param lost requests without an answer
   * @param wrong answers that were not right
   * @param longestMillis the longest that anyone waited for an answer
   * @param nodesUsed nodes that were asked
   * @param stillGood refresh tokens of lost requests that could be used afterwards
   * @param spentUnseen those that had been spent, so that trying them again ended the family
   */
  public record Outcome(
      int answered,
      List<Lost> lost,
      List<String> wrong,
      long longestMillis,
      long nodesUsed,
      int stillGood,
      int spentUnseen) {
    public Outcome {
      lost = List.copyOf(lost);
      wrong = List.copyOf(wrong);
    }
  }

  /** Runs the load for a while, then the deed, then the load for as long again. */
  public Outcome run(Duration each, Runnable deed) throws IOException {
    List<Thread> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Lane lane = new Lane(i % 3, provider.firstUser() + i);
      lane.logIn();
      lanes.add(Thread.ofPlatform().name("lane-" + i).unstarted(lane));
    }
    lanes.forEach(Thread::start);
    Measurement.pause(each);
    deed.run();
    Measurement.pause(each);
    over.set(true);
    for (Thread lane : lanes) {
      try {
        lane.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchException("Interrupted.", e);
      }
    }
    return account();
  }

  /** Every token that somebody holds must work; of those that were lost on the way, count which. */
  private Outcome account() throws IOException {
    int stillGood = 0;
    int spentUnseen = 0;
    try (Client client = new Client(provider)) {
      for (String token : held) {
        try {
          client.refresh(token);
        } catch (WrongAnswer e) {
          wrong.add("a refresh token that nobody had used: " + e.getMessage());
        }
      }
      for (String token : unanswered) {
        try {
          client.refresh(token);
          stillGood++;
        } catch (WrongAnswer e) {
          if (!String.valueOf(e.getMessage()).contains("invalid_grant")) {
            throw e;
          }
          spentUnseen++;
        }
      }
    }
    return new Outcome(
        answered.get(),
        List.copyOf(lost),
        List.copyOf(wrong),
        longest.get() / 1_000_000,
        proxy.nodesUsed(),
        stillGood,
        spentUnseen);
  }

  /** One client that asks, one thing after another. */
  private final class Lane implements Runnable {
    private final int kind;
    private final int user;
    private final Browser browser = new Browser();
    private final Client client = new Client(provider);
    private @Nullable String refreshToken;

    Lane(int kind, int user) {
      this.kind = kind;
      this.user = user;
    }

    void logIn() throws IOException {
      refreshToken = client.authorize(browser, user, false).refresh();
    }

    @Override
    public void run() {
      while (!over.get()) {
        long began = System.nanoTime();
        try {
          step();
          answered.incrementAndGet();
          longest.accumulateAndGet(System.nanoTime() - began, Math::max);
        } catch (WrongAnswer e) {
          wrong.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
          lost.add(new Lost(proxy.nodeOf(client.localPort()), client.sentAt()));
        }
      }
      if (refreshToken != null) {
        held.add(refreshToken);
      }
      client.close();
    }

    private void step() throws IOException {
      switch (kind) {
        case 0 -> client.clientCredentials();
        case 1 -> client.authorize(browser, user, true);
        default -> refresh();
      }
    }

    /**
     * A token whose answer never came is not tried again under load: its fate is looked at last.
     */
    private void refresh() throws IOException {
      String token = refreshToken;
      refreshToken = null;
      if (token == null) {
        refreshToken = client.authorize(browser, user, true).refresh();
        return;
      }
      try {
        refreshToken = client.refresh(token).refresh();
      } catch (IOException e) {
        unanswered.add(token);
        throw e;
      }
    }
  }
}
