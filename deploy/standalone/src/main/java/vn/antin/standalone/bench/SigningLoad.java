package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop of officials who have documents signed by the whole service.
 *
 * @param provider how they log in and approve
 * @param signing base address of the signing service
 * @param authServer process number of the auth-server
 * @param signingServer process number of the signing service
 * @param postmaster process number of PostgreSQL
 * @param threads officials at work at the same time
 * @param seconds of each measurement; half as long is warmed up
 */
public record SigningLoad(
    Provider provider,
    URI signing,
    long authServer,
    long signingServer,
    long postmaster,
    int threads,
    int seconds) {

  private static final int KILOBYTES = 100;

  /** Above the columns of {@link #measure}. */
  public static void heading() {
    System.out.printf(
        Locale.ROOT,
        "%-26s %8s %8s %8s %8s %8s %9s %9s %9s%n",
        "documents an approval",
        "per s",
        "p50 ms",
        "p99 ms",
        "sign p50",
        "sign p99",
        "CPU sign",
        "CPU auth",
        "CPU db");
  }

  /**
   * Measures and prints a line. Times are of a whole approval, from the first upload to the last
   * file fetched; processor time is milliseconds of one core for a document.
   *
   * @param documents under one approval
   * @return documents in a second
   */
  public double measure(int documents) {
    String pdf = pdf(KILOBYTES);
    run(pdf, documents, Math.max(2, seconds / 2));
    ProcessorTime before = ProcessorTime.of(signingServer, postmaster);
    ProcessorTime beforeAuth = ProcessorTime.of(authServer, postmaster);
    long began = System.nanoTime();
    List<Lane> lanes = run(pdf, documents, seconds);
    double took = (System.nanoTime() - began) / 1e9;
    ProcessorTime spent = ProcessorTime.of(signingServer, postmaster).minus(before);
    double auth = ProcessorTime.of(authServer, postmaster).minus(beforeAuth).application();
    Latencies all = Latencies.of(lanes.stream().map(lane -> lane.all.build().toArray()).toList());
    Latencies sign =
        Latencies.of(lanes.stream().map(lane -> lane.signing.build().toArray()).toList());
    double signed = (double) all.count() * documents;
    System.out.printf(
        Locale.ROOT,
        "%-26d %8.1f %8.1f %8.1f %8.1f %8.1f %9.2f %9.2f %9.2f%n",
        documents,
        signed / took,
        all.percentile(0.5),
        all.percentile(0.99),
        sign.percentile(0.5),
        sign.percentile(0.99),
        spent.application() / signed,
        auth / signed,
        spent.database() / signed);
    return signed / took;
  }

  private List<Lane> run(String pdf, int documents, int length) {
    AtomicReference<@Nullable String> fault = new AtomicReference<>(null);
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      lanes.add(new Lane(pdf, documents, provider.firstUser() + i, length, fault));
    }
    lanes.forEach(lane -> lane.thread.start());
    for (Lane lane : lanes) {
      try {
        lane.thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchException("Interrupted.", e);
      }
    }
    String first = fault.get();
    if (first != null) {
      throw new BenchException("A document was not signed: " + first);
    }
    return lanes;
  }

  /** An official; the first wrong answer ends the work of all. */
  private final class Lane {
    private final LongStream.Builder signing = LongStream.builder();
    private final LongStream.Builder all = LongStream.builder();
    private final Thread thread;

    Lane(String pdf, int documents, int user, int length, AtomicReference<@Nullable String> fault) {
      thread =
          Thread.ofPlatform()
              .name("official")
              .unstarted(() -> {
                try (SigningDesk desk = new SigningDesk(provider, SigningLoad.this.signing, user)) {
                  long end = System.nanoTime() + Duration.ofSeconds(length).toNanos();
                  do {
                    SigningDesk.Took took = desk.sign(pdf, documents);
                    signing.add(took.signing());
                    all.add(took.all());
                  } while (System.nanoTime() < end && fault.get() == null);
                } catch (IOException | WrongAnswer e) {
                  fault.compareAndSet(null, String.valueOf(e.getMessage()));
                }
              });
    }
  }

  /** One page and a stream of characters, so that it travels as text. */
  static String pdf(int kilobytes) {
    String stream =
        SigningDesk.NUMBER
            + " Can bo phu trach da ky so van ban nay. ".repeat(kilobytes * 1024 / 39)
            + "\n";
    StringBuilder text = new StringBuilder("%PDF-1.7\n");
    List<Integer> places = new ArrayList<>();
    for (String object :
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
            "<</Length %d>>\nstream\n%s\nendstream".formatted(stream.length(), stream))) {
      places.add(text.length());
      text.append(places.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
    }
    int table = text.length();
    text.append("xref\n0 5\n0000000000 65535 f \n");
    places.forEach(place -> text.append("%010d 00000 n \n".formatted(place)));
    return text.append("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n")
        .append(table)
        .append("\n%%EOF\n")
        .toString();
  }
}
