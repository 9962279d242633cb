package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What officials approve, signed by the whole service: a batch by one approval, single documents at
 * a steady pace, hashes. Every answer is checked.
 *
 * @param provider how they log in and approve, with the PIN
 * @param signing base address of the signing service
 * @param threads that send documents, approve and have hashes signed at the same time
 */
public record ApprovalLoad(Provider provider, URI signing, int threads) {
  private static final int KILOBYTES = 100;
  private static final int SMALL_KILOBYTES = 4;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Looked at more often when the end is near. */
  private static final double NEAR = 0.9;

  private static final Duration LONGEST = Duration.ofMinutes(20);

  /** So many of a batch are fetched and looked at. */
  private static final int FETCHED = 20;

  private static final int HASHES = 100;

  /**
   * Seconds that a batch took.
   *
   * @param upload of all documents
   * @param approval from the request until the approval's token is there
   * @param signing from the call until all are seen to be signed
   */
  public record Batch(int documents, double upload, double approval, double signing) {
    public double perSecond() {
      return documents / signing;
    }

    public double perSecondWithUpload() {
      return documents / (upload + approval + signing);
    }
  }

  /** Single signatures: milliseconds from the moment each was due to its answer. */
  public record Single(int count, double p50, double p99, double worst) {}

  /**
   * Has a batch signed by one approval.
   *
   * @param halfWay called once when half of it is signed
   */
  public Batch batch(int documents, Runnable halfWay) {
    String pdf = SigningLoad.pdf(KILOBYTES);
    try (SigningDesk desk = desk(0)) {
      long began = System.nanoTime();
      List<String> ids = uploaded(desk, pdf, documents);
      long sent = System.nanoTime();
      Reply request = desk.request(ids);
      String grant = desk.approved(SigningDesk.array(request, "authorizationDetails"));
      long approved = System.nanoTime();
      String path = "/signature-requests/" + request.member("id");
      try (Wire wire = new Wire()) {
        Map<String, String> headers =
            Map.of("Authorization", "Bearer " + grant, "Prefer", "respond-async");
        wire.send("POST", desk.at(path + "/sign"), headers, "").expect(202);
      }
      awaitSigned(desk, path, documents, halfWay);
      long signed = System.nanoTime();
      look(desk, path, documents);
      return new Batch(
          documents, (sent - began) / 1e9, (approved - sent) / 1e9, (signed - approved) / 1e9);
    } catch (IOException | WrongAnswer e) {
      throw new BenchException("The batch was not signed: " + e.getMessage(), e);
    }
  }

  private static void awaitSigned(SigningDesk desk, String path, int documents, Runnable halfWay)
      throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    boolean half = false;
    while (true) {
      Reply shown = desk.get(path + "?count=1");
      long signed = shown.number("signed");
      if (shown.number("unknown") + shown.number("failed") > 0 || System.nanoTime() > end) {
        throw shown.wrong("not everything was signed");
      }
      if (!half && 2 * signed >= documents) {
        half = true;
        halfWay.run();
      }
      if (signed == documents) {
        return;
      }
      Measurement.pause(signed < NEAR * documents ? LOOK : LOOK.dividedBy(5));
    }
  }

  /** Some of the files, evenly taken. */
  private static void look(SigningDesk desk, String path, int documents) throws IOException {
    int step = Math.max(1, documents / FETCHED);
    for (int from = 0; from < documents; from += step) {
      String id = desk.get(path + "?count=1&from=" + from).member("signedDocumentId");
      Reply file = desk.get("/documents/" + id + "/content");
      if (!file.body().startsWith("%PDF") || !file.body().contains("/ByteRange")) {
        throw file.wrong("no signed PDF");
      }
    }
  }

  private List<String> uploaded(SigningDesk desk, String pdf, int documents) {
    String[] ids = new String[documents];
    AtomicInteger next = new AtomicInteger();
    each(
        threads,
        _ -> {
          try (Wire wire = new Wire()) {
            for (int i = next.getAndIncrement(); i < documents; i = next.getAndIncrement()) {
              ids[i] = desk.upload(wire, pdf, i);
            }
            return 0;
          }
        });
    return List.of(ids);
  }

  /**
   * Signs single small documents, each by an approval of its own that was given before, at a steady
   * pace whatever the answers take. As many go before, at the same pace, and are not counted: the
   * approvals warm up other paths.
   */
  public Single single(int perSecond, int seconds) {
    int warmUp = perSecond * seconds;
    List<Ready> ready = ready(perSecond * seconds + warmUp);
    long[] took = new long[ready.size()];
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < ready.size(); i++) {
        long due = began + i * 1_000_000_000L / perSecond;
        pauseUntil(due);
        int turn = i;
        all.add(
            threads.submit(() -> {
              try (Wire wire = new Wire()) {
                ready.get(turn).sign(wire);
              }
              took[turn] = System.nanoTime() - due;
              return turn;
            }));
      }
      for (Future<Integer> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new BenchException("A document was not signed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
    long[] counted = LongStream.of(took).skip(warmUp).toArray();
    Latencies all = Latencies.of(List.of(counted));
    return new Single(all.count(), all.percentile(0.5), all.percentile(0.99), all.percentile(1));
  }

  /** A request that is approved and not signed. */
  private record Ready(URI address, Map<String, String> headers) {
    void sign(Wire wire) throws IOException {
      wire.send("POST", address, headers, "").expect(200).member("signedDocumentId");
    }
  }

  private List<Ready> ready(int documents) {
    String pdf = SigningLoad.pdf(SMALL_KILOBYTES);
    Ready[] ready = new Ready[documents];
    AtomicInteger next = new AtomicInteger();
    each(
        threads,
        lane -> {
          try (SigningDesk desk = desk(lane);
              Wire wire = new Wire()) {
            for (int i = next.getAndIncrement(); i < documents; i = next.getAndIncrement()) {
              Reply request = desk.request(List.of(desk.upload(wire, pdf, i)));
              String grant = desk.approved(SigningDesk.array(request, "authorizationDetails"));
              ready[i] =
                  new Ready(
                      desk.at("/signature-requests/" + request.member("id") + "/sign"),
                      SigningDesk.bearer(grant));
            }
            return 0;
          }
        });
    return List.of(ready);
  }

  /**
   * Hashes signed in a second by {@code signatures/signHash}, under approvals of 100 each.
   *
   * @param algorithm object identifier of the signature algorithm
   * @param together how many a call names
   */
  public double hashes(String algorithm, int approvals, int together) {
    record Approved(SigningDesk desk, String grant, List<String> hashes) {}
    List<Approved> approved = new ArrayList<>();
    try {
      for (int i = 0; i < approvals; i++) {
        SigningDesk desk = desk(i % threads);
        List<String> hashes =
            IntStream.range(0, HASHES).mapToObj(_ -> SigningDesk.randomHash()).toList();
        approved.add(new Approved(desk, desk.approved(desk.details(hashes)), hashes));
      }
      AtomicInteger next = new AtomicInteger();
      long began = System.nanoTime();
      each(
          threads,
          _ -> {
            try (Wire wire = new Wire()) {
              for (int i = next.getAndIncrement(); i < approvals; i = next.getAndIncrement()) {
                Approved each = approved.get(i);
                for (int from = 0; from < HASHES; from += together) {
                  each.desk()
                      .signHashes(
                          wire,
                          each.grant(),
                          algorithm,
                          each.hashes().subList(from, from + together));
                }
              }
              return 0;
            }
          });
      return approvals * HASHES / ((System.nanoTime() - began) / 1e9);
    } catch (IOException | WrongAnswer e) {
      throw new BenchException("Hashes were not signed: " + e.getMessage(), e);
    } finally {
      approved.forEach(each -> each.desk().close());
    }
  }

  private interface Lane {
    int run(int number) throws IOException;
  }

  private static void each(int threads, Lane work) {
    try (var pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Integer>> lanes =
          IntStream.range(0, threads)
              .<Callable<Integer>>mapToObj(number -> () -> work.run(number))
              .toList();
      for (Future<Integer> lane : pool.invokeAll(lanes)) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new BenchException("An answer was wrong: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
  }

  private static void pauseUntil(long due) {
    long left = due - System.nanoTime();
    if (left > 0) {
      Measurement.pause(Duration.ofNanos(left));
    }
  }

  private SigningDesk desk(int lane) throws IOException {
    return new SigningDesk(provider, signing, provider.firstUser() + lane);
  }
}
