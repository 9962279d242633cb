package vn.antin.standalone.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks about the certificate of the house's time-stamp authority (RFC 6960): without a nonce, which
 * stored answers serve, and with one, which has an answer signed.
 */
public final class OcspLoad {
  private static final Map<String, String> TYPE =
      Map.of("Content-Type", "application/ocsp-request");
  private static final Duration READY = Duration.ofMinutes(10);

  /** OCSPResponseStatus {@code successful}, near the beginning of each answer. */
  private static final String SUCCESSFUL = "\n\u0001\u0000";

  private static final int LONGEST_HEAD = 8;
  private static final int NONCE = 16;

  private final URI service;
  private final ClosedLoop loop;
  private final OcspQuestion question;

  /**
   * @param service address of the signing service
   * @param loop of the connections
   */
  public OcspLoad(URI service, ClosedLoop loop) {
    this.service = service;
    this.loop = loop;
    this.question = question(service);
  }

  /** Warms up, measures and prints a line, as soon as there is a stored answer. */
  public Rate stored(int seconds) {
    URI stored =
        service.resolve(
            "/ocsp/" + Base64.getEncoder().encodeToString(question.plain()).replace("+", "%2B"));
    awaitStored(stored);
    return loop.measure("stored OCSP answers", seconds, wire -> right(get(wire, stored)));
  }

  /** Warms up, measures and prints a line. */
  public Rate nonce(int seconds) {
    URI address = service.resolve("/ocsp");
    return loop.measure(
        "OCSP answers with a nonce",
        seconds,
        wire -> {
          byte[] nonce = new byte[NONCE];
          ThreadLocalRandom.current().nextBytes(nonce);
          right(wire.sendBytes("POST", address, TYPE, question.with(nonce)));
        });
  }

  private static Reply get(Wire wire, URI address) throws IOException {
    return wire.sendBytes("GET", address, Map.of(), null);
  }

  private static void right(Reply reply) {
    int at = reply.expect(200).body().indexOf(SUCCESSFUL);
    if (at < 0 || at > LONGEST_HEAD) {
      throw reply.wrong("no successful answer");
    }
  }

  /** Only a stored answer may be cached. */
  private static void awaitStored(URI address) {
    long end = System.nanoTime() + READY.toNanos();
    try (Wire wire = new Wire()) {
      while (!get(wire, address).headers().containsKey("etag")) {
        if (System.nanoTime() > end) {
          throw new BenchException("There was no stored answer within 10 minutes.");
        }
        Measurement.pause(Duration.ofMillis(200));
      }
    } catch (IOException e) {
      throw new BenchException("The responder cannot be asked: " + e.getMessage(), e);
    }
  }

  /** The certificate comes with a time-stamp, its issuer from where certificates say it is. */
  private static OcspQuestion question(URI service) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] issuer =
          http.send(
                  HttpRequest.newBuilder(service.resolve("/ca/issuing.crt")).build(),
                  BodyHandlers.ofByteArray())
              .body();
      byte[] stamp =
          http.send(
                  HttpRequest.newBuilder(service.resolve("/tsa"))
                      .header("Content-Type", "application/timestamp-query")
                      .POST(BodyPublishers.ofByteArray(StampLoad.QUERY))
                      .build(),
                  BodyHandlers.ofByteArray())
              .body();
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509Certificate authority =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(issuer));
      return factory
          .generateCertificates(new ByteArrayInputStream(OcspQuestion.second(stamp)))
          .stream()
          .map(X509Certificate.class::cast)
          .filter(each -> each.getIssuerX500Principal().equals(authority.getSubjectX500Principal()))
          .findFirst()
          .map(each -> OcspQuestion.about(each, authority))
          .orElseThrow(() -> new BenchException("The time-stamp came without a certificate."));
    } catch (IOException | GeneralSecurityException e) {
      throw new BenchException("There is nothing to ask about: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("Interrupted.", e);
    }
  }
}
