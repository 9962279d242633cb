package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/**
 * Asks for time-stamps (RFC 3161 §3.4).
 *
 * @param service address of the signing service
 * @param loop of the connections
 */
public record StampLoad(URI service, ClosedLoop loop) {
  /** Version 1, SHA-256 of nothing known, a nonce, certificates wanted (RFC 3161 §2.4.1). */
  static final byte[] QUERY =
      HexFormat.of()
          .parseHex(
              "30430201013031300d060960864801650304020105000420"
                  + "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
                  + "02080123456789abcdef0101ff");

  private static final Map<String, String> TYPE =
      Map.of("Content-Type", "application/timestamp-query");
  private static final Duration READY = Duration.ofMinutes(10);

  /** Returns with the first time-stamp; the authority may still be making its key. */
  public void awaitFirst() {
    long end = System.nanoTime() + READY.toNanos();
    try (Wire wire = new Wire()) {
      while (ask(wire).status() != 200) {
        if (System.nanoTime() > end) {
          throw new BenchException("The time-stamp authority gave no time-stamp in 10 minutes.");
        }
        Measurement.pause(Duration.ofMillis(200));
      }
    } catch (IOException e) {
      throw new BenchException("A time-stamp failed: " + e.getMessage(), e);
    }
  }

  /** Warms up, measures and prints a line. */
  public Rate measure(int seconds) {
    return loop.measure("time-stamps over HTTP", seconds, wire -> ask(wire).expect(200));
  }

  private Reply ask(Wire wire) throws IOException {
    return wire.sendBytes("POST", service.resolve("/tsa"), TYPE, QUERY);
  }
}
