package vn.antin.signing.timestamp;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestSigning;

/** A running authority and what its clients send. */
final class TestTsa implements AutoCloseable {
  static final String POLICY = "1.2.3.4.5";

  final RunningService service;

  private TestTsa(RunningService service) {
    this.service = service;
  }

  static TestTsa start(String... settings) {
    return start(TestDatabase.create(), settings);
  }

  static TestTsa start(TestDatabase database, String... settings) {
    var all =
        new java.util.ArrayList<>(
            List.of(
                "antin.time-stamping.enabled=true",
                "antin.time-stamping.per-minute=1000000",
                "antin.time-stamping.policies=" + POLICY + ",1.2.3.4.6"));
    all.addAll(List.of(settings));
    var tsa = new TestTsa(RunningService.start(database, all.toArray(String[]::new)));
    tsa.awaitKey();
    return tsa;
  }

  void awaitKey() {
    TestSigning.eventually(() -> service.bean(StampKeys.class).current().isPresent());
  }

  Answer ask(byte[] query) {
    return service.send(
        service
            .request("/tsa", null)
            .header("Content-Type", "application/timestamp-query")
            .POST(BodyPublishers.ofByteArray(query)));
  }

  TimeStampResponse ask(TimeStampRequest request) {
    try {
      var response = new TimeStampResponse(ask(request.getEncoded()).body());
      response.validate(request);
      return response;
    } catch (IOException | TSPException e) {
      throw new AssertionError(e);
    }
  }

  static TimeStampRequestGenerator question() {
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return generator;
  }

  static TimeStampRequest query() {
    return query(question());
  }

  static TimeStampRequest query(TimeStampRequestGenerator generator) {
    return query(generator, TSPAlgorithms.SHA256, 32);
  }

  static TimeStampRequest query(
      TimeStampRequestGenerator generator, ASN1ObjectIdentifier algorithm, int length) {
    return generator.generate(algorithm, new byte[length], java.math.BigInteger.valueOf(42));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Path rootFile() throws IOException {
    return Files.write(
        Files.createTempFile("root", ".pem"), service.get("/authority/root.pem", null).body());
  }

  @Override
  public void close() {
    service.close();
  }
}
