package vn.antin.signing.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.TestSigning;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.engine.timestamp.TimeStampClient;
import vn.antin.signing.engine.timestamp.TimeStampServer;

final class TimeStampEndpointTest {
  private static TestTsa tsa;

  @BeforeAll
  static void start() {
    tsa = TestTsa.start();
  }

  @AfterAll
  static void stop() {
    tsa.close();
  }

  private static int refusal(byte[] body) throws Exception {
    var response = new TimeStampResponse(body);
    assertThat(response.getStatus()).isEqualTo(PKIStatus.REJECTION);
    assertThat(response.getTimeStampToken()).isNull();
    return response.getFailInfo().intValue();
  }

  private static int refusal(TimeStampRequest request) throws Exception {
    var answer = tsa.ask(request.getEncoded());
    assertThat(answer.status()).isEqualTo(200);
    return refusal(answer.body());
  }

  @Test
  void stampSaysWhatWasAsked() throws Exception {
    var before = tsa.service.clock.instant();
    var request = TestTsa.query();
    var token = tsa.ask(request).getTimeStampToken();
    var info = token.getTimeStampInfo();

    assertThat(info.getPolicy().getId()).isEqualTo(TestTsa.POLICY);
    assertThat(info.getNonce()).isEqualTo(request.getNonce());
    assertThat(info.isOrdered()).isFalse();
    assertThat(info.getAccuracy().getSeconds().intValueExact()).isOne();
    assertThat(info.getGenTime().toInstant())
        .isBetween(before.minusMillis(1), tsa.service.clock.instant());
    var key = tsa.service.bean(StampKeys.class).current().orElseThrow().key();
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(key.certificate()));
    assertThat(key.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
    assertThat(key.certificate().getCriticalExtensionOIDs()).contains("2.5.29.37");
    assertThat(token.toCMSSignedData().getCertificates().getMatches(null)).hasSize(2);
  }

  @Test
  void certificatesComeOnlyWhenAskedFor() {
    var generator = TestTsa.question();
    generator.setCertReq(false);
    var token = tsa.ask(TestTsa.query(generator)).getTimeStampToken();

    assertThat(token.toCMSSignedData().getCertificates().getMatches(null)).isEmpty();
  }

  @Test
  void policyIsOneOfOursOrRefused() throws Exception {
    var generator = TestTsa.question();
    generator.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4.6"));
    assertThat(tsa.ask(TestTsa.query(generator)).getTimeStampToken().getTimeStampInfo().getPolicy())
        .hasToString("1.2.3.4.6");
    generator.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4.7"));
    assertThat(refusal(TestTsa.query(generator))).isEqualTo(PKIFailureInfo.unacceptedPolicy);
  }

  @Test
  void weakHashesExtensionsAndNonsenseAreRefused() throws Exception {
    assertThat(refusal(TestTsa.query(TestTsa.question(), TSPAlgorithms.SHA1, 20)))
        .isEqualTo(PKIFailureInfo.badAlg);
    assertThat(refusal(TestTsa.query(TestTsa.question(), TSPAlgorithms.MD5, 16)))
        .isEqualTo(PKIFailureInfo.badAlg);
    assertThat(refusal(TestTsa.query(TestTsa.question(), TSPAlgorithms.SHA256, 31)))
        .isEqualTo(PKIFailureInfo.badDataFormat);
    var generator = TestTsa.question();
    generator.addExtension(new ASN1ObjectIdentifier("1.2.3"), false, new byte[] {5, 0});
    assertThat(refusal(TestTsa.query(generator))).isEqualTo(PKIFailureInfo.unacceptedExtension);
    assertThat(refusal(tsa.ask(new byte[] {1, 2, 3}).body()))
        .isEqualTo(PKIFailureInfo.badDataFormat);
    assertThat(refusal(tsa.ask(new byte[0]).body())).isEqualTo(PKIFailureInfo.badDataFormat);
  }

  @Test
  void onlySmallQueriesOfTheirTypeAreRead() {
    assertThat(tsa.ask(new byte[StampQuery.LONGEST + 1]).status()).isEqualTo(413);
    assertThat(tsa.service.postPdf("/tsa", null, new byte[10]).status()).isEqualTo(415);
    assertThat(tsa.service.get("/tsa", null).status()).isIn(401, 405);
  }

  @Test
  void serialNumbersAreUniqueUnderLoad() throws Exception {
    var serials = new HashSet<java.math.BigInteger>();
    // Few at once: whoever waits for five seconds is refused.
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<TimeStampResponse> call = () -> tsa.ask(TestTsa.query());
      for (var each : threads.invokeAll(java.util.Collections.nCopies(200, call))) {
        serials.add(each.get().getTimeStampToken().getTimeStampInfo().getSerialNumber());
      }
    }
    assertThat(serials).hasSize(200).allMatch(each -> each.signum() > 0 && each.bitLength() < 160);
  }

  @Test
  void ownClientTakesItAndGoesOnToItFromOneThatIsAway() {
    var online =
        new Online(
            new OnlineLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Set.of("127.0.0.1")));
    var root = tsa.service.bean(StampKeys.class).current().orElseThrow().key().issuers().getLast();
    var there = URI.create("http://127.0.0.1:" + tsa.service.port() + "/tsa");
    var client =
        new TimeStampClient(
            List.of(
                TimeStampServer.of(URI.create("http://127.0.0.1:1/tsa")),
                new TimeStampServer(there, TestTsa.POLICY, List.of(root))),
            online,
            tsa.service.clock);
    var token = client.stamp(TestTsa.sha256("x"), "SHA-256");

    assertThat(token.certificates()).hasSize(2);
  }

  @Test
  void stateIsForAdministrators() {
    tsa.ask(TestTsa.query());
    var steps = new TestSigning(tsa.service);
    var state =
        tsa.service
            .get("/time-stamping", steps.administrator(UUID.randomUUID(), UUID.randomUUID()))
            .json();

    assertThat(state.path("enabled").asBoolean()).isTrue();
    assertThat(state.path("ready").asBoolean()).as(state.toString()).isTrue();
    assertThat(state.path("policies")).hasSize(2);
    assertThat(state.path("hashAlgorithms")).hasSize(6);
    assertThat(state.path("certificate").path("keyAlgorithm").asString()).isEqualTo("EC");
    assertThat(state.path("clock").path("trusted").asBoolean()).isTrue();
    assertThat(state.path("clock").path("compared").asBoolean()).isFalse();
    assertThat(state.path("stamps").path("openBlocks").asInt()).isOne();
    assertThat(tsa.service.get("/time-stamping", steps.administrator(UUID.randomUUID())).status())
        .isEqualTo(403);
    assertThat(tsa.service.get("/time-stamping", tsa.service.machine("app")).status())
        .isEqualTo(403);
    assertThat(tsa.service.get("/time-stamping", null).status()).isEqualTo(401);
  }

  @Test
  void keyThatIsAwayIsOurFaultAndHealed() throws Exception {
    try (var other = TestTsa.start()) {
      var label = other.service.bean(StampKeys.class).current().orElseThrow().key().label();
      var file = other.service.folder().resolve("token").resolve(label.value() + ".p12");
      var away = Files.move(file, Path.of(file + ".away"));
      var answer = other.ask(TestTsa.query().getEncoded());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("application/timestamp-reply");
      assertThat(refusal(answer.body())).isEqualTo(PKIFailureInfo.systemFailure);
      Files.move(away, file);
      assertThat(other.ask(TestTsa.query().getEncoded()).status()).isEqualTo(200);
    }
  }

  @Test
  void clockThatJumpsIsNotBelievedUntilItIsBack() throws Exception {
    try (var other = TestTsa.start()) {
      other.service.clock.advance(Duration.ofSeconds(10));
      var answer = other.ask(TestTsa.query().getEncoded());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(refusal(answer.body())).isEqualTo(PKIFailureInfo.timeNotAvailable);
      other.service.clock.advance(Duration.ofSeconds(-10));
      assertThat(other.ask(TestTsa.query().getEncoded()).status()).isEqualTo(200);
    }
  }

  @Test
  void withoutTheSwitchThereIsNone() {
    try (var service = vn.antin.signing.RunningService.start()) {
      var steps = new TestSigning(service);
      var answer =
          service.send(
              service
                  .request("/tsa", null)
                  .header("Content-Type", "application/timestamp-query")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(new byte[1])));
      assertThat(answer.status()).isEqualTo(404);
      var state =
          service.get("/time-stamping", steps.administrator(UUID.randomUUID(), UUID.randomUUID()));
      assertThat(state.json().path("enabled").asBoolean(true)).isFalse();
    }
  }
}
