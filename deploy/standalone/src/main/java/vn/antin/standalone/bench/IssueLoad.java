package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bulk issue: an administrator orders jobs of first certificates for officials who have none, and
 * watches them come. For one thread.
 */
public final class IssueLoad implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration STANDSTILL = Duration.ofMinutes(10);

  /** An access token lives for five minutes. */
  private static final Duration RENEWED = Duration.ofMinutes(2);

  private final URI service;
  private final Client client;
  private final Wire wire = new Wire();
  private Client.Tokens tokens;
  private long tokensSince = System.nanoTime();

  private IssueLoad(URI service, Client client, Client.Tokens tokens) {
    this.service = service;
    this.client = client;
    this.tokens = tokens;
  }

  /**
   * Logs an administrator in.
   *
   * @param service base address of the signing service
   * @param provider where its first user logs in
   */
  public static IssueLoad open(URI service, Provider provider) {
    Client client = new Client(provider, "openid profile admin");
    try {
      return new IssueLoad(
          service, client, client.authorize(new Browser(), provider.firstUser(), false));
    } catch (IOException | WrongAnswer e) {
      client.close();
      throw new BenchException("The administrator could not log in: " + e.getMessage(), e);
    }
  }

  /**
   * Orders a job and answers how many seconds passed until its last certificate.
   *
   * @param keyKind such as {@code ec-p256}
   * @param certificates that the service must find officials for, no more and no fewer
   */
  public double seconds(String keyKind, int certificates) {
    try {
      long began = System.nanoTime();
      Reply order =
          wire.send(
                  "POST",
                  service.resolve("/certificate-jobs"),
                  headers(Map.of("Content-Type", "application/json")),
                  "{\"kind\":\"issue\",\"keyKind\":\"" + keyKind + "\"}")
              .expect(202);
      if (order.number("total") != certificates) {
        throw order.wrong("not a job of " + certificates);
      }
      String job = "/certificate-jobs/" + order.member("id");
      awaitEnd(job, certificates);
      double seconds = (System.nanoTime() - began) / 1e9;
      Reply made = get("/certificates/" + get(job + "/rows?state=done").member("certificate"));
      if (!keyKind.startsWith(made.member("keyAlgorithm").toLowerCase(Locale.ROOT))) {
        throw made.wrong("another key than " + keyKind);
      }
      return seconds;
    } catch (IOException | WrongAnswer e) {
      throw new BenchException("A certificate was not issued: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
    wire.close();
  }

  private void awaitEnd(String job, long certificates) throws IOException {
    long last = 0;
    long moved = System.nanoTime();
    while (last < certificates) {
      Measurement.pause(LOOK);
      Reply progress = get(job);
      for (String lost : List.of("failed", "skipped", "cancelled")) {
        if (progress.number(lost) > 0) {
          throw progress.wrong(lost);
        }
      }
      long done = progress.number("done");
      if (done > last) {
        last = done;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
        throw progress.wrong("nothing moves any more");
      }
    }
  }

  private Reply get(String path) throws IOException {
    return wire.send("GET", service.resolve(path), headers(Map.of()), null).expect(200);
  }

  private Map<String, String> headers(Map<String, String> more) throws IOException {
    long now = System.nanoTime();
    if (now - tokensSince > RENEWED.toNanos()) {
      tokens = client.refresh(tokens.refresh());
      tokensSince = now;
    }
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Authorization", "Bearer " + tokens.access());
    return headers;
  }
}
