package vn.antin.auth.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.auth.Peer;

final class OutboundTest {
  private static final String LOOPBACK = "127.0.0.0/8";
  private static final int ENOUGH = 1000;
  private static ServerCertificate certificate;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Deque<String> dns = new ArrayDeque<>();
  private @Nullable Outbound outbound;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = ServerCertificate.create(folder);
  }

  @AfterEach
  void close() throws IOException {
    if (outbound != null) {
      outbound.close();
    }
  }

  @Test
  void documentIsFetchedOverTlsFromTheAddressThatWasChecked() {
    try (Peer peer = Peer.startTls(certificate.tls()).json("/jwks", "{\"keys\":[]}")) {
      dns.add("127.0.0.1");
      assertThat(trusting(LOOPBACK).get(peer.at("rp.example", "/jwks"), "application/json", ENOUGH))
          .isEqualTo(
              new Answer.Ok(
                  200, "application/json", "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8)));
      assertThat(peer.requests("/jwks").getFirst().headers())
          .containsEntry("accept", "application/json")
          .containsEntry("host", "rp.example:" + peer.port());
    }
  }

  @Test
  void certificateForAnotherNameIsNotBelieved() {
    try (Peer peer = Peer.startTls(certificate.tls()).json("/jwks", "{}")) {
      dns.add("127.0.0.1");
      assertThat(trusting(LOOPBACK).get(peer.at("other.example", "/jwks"), "*/*", ENOUGH))
          .isInstanceOf(Answer.Failed.class);
      assertThat(peer.requests("/jwks")).isEmpty();
    }
  }

  @Test
  void certificateOfAnUnknownAuthorityIsNotBelieved() {
    try (Peer peer = Peer.startTls(certificate.tls()).json("/jwks", "{}")) {
      dns.add("127.0.0.1");
      assertThat(plain(LOOPBACK).get(peer.at("rp.example", "/jwks"), "*/*", ENOUGH))
          .isInstanceOf(Answer.Failed.class);
      assertThat(peer.requests("/jwks")).isEmpty();
    }
  }

  @Test
  void nameIsResolvedOnceSoThatASecondAnswerHasNoSay() {
    try (Peer peer = Peer.startTls(certificate.tls()).json("/jwks", "{}")) {
      dns.addAll(List.of("127.0.0.1", "10.0.0.1"));
      trusting(LOOPBACK).get(peer.at("rp.example", "/jwks"), "*/*", ENOUGH);
      assertThat(dns).containsExactly("10.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1", "fd00::1"})
  void nameThatResolvesToAnInnerAddressIsRefused(String address) {
    dns.add(address);
    assertThat(plain().get(URI.create("https://rp.example/jwks"), "*/*", ENOUGH))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void nameWithOneInnerAddressAmongPublicOnesIsRefused() {
    dns.add("8.8.8.8,10.0.0.1");
    assertThat(plain().get(URI.create("https://rp.example/jwks"), "*/*", ENOUGH))
        .isInstanceOf(Answer.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/x",
        "https://2130706433/x",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://[64:ff9b::7f00:1]/x",
        "https://192.168.1.1:8443/x"
      })
  void literalInnerAddressIsRefusedInEverySpelling(String address) {
    outbound = new Outbound(properties(null), InetAddress::getAllByName, meters);
    assertThat(outbound.get(URI.create(address), "*/*", ENOUGH)).isInstanceOf(Answer.Refused.class);
    assertThat(meters.counter("antin.outbound.requests", "outcome", "refused").count()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://rp.example/x",
        "file:///etc/passwd",
        "jar:https://rp.example/x!/y",
        "mailto:x@rp.example",
        "/relative",
        "https:///no-host",
        "https://user:password@rp.example/x",
        "https://rp.example/x#fragment"
      })
  void addressOfAnotherShapeIsRefusedBeforeAnyLookUp(String address) {
    dns.add("8.8.8.8");
    assertThat(plain().get(URI.create(address), "*/*", ENOUGH)).isInstanceOf(Answer.Refused.class);
    assertThat(plain().post(URI.create(address), "text/plain", new byte[0], Map.of(), ENOUGH))
        .isInstanceOf(Answer.Refused.class);
    assertThat(dns).hasSize(1);
  }

  @Test
  void withoutTlsOnlyAllowedLoopbackIsTalkedTo() {
    try (Peer peer = Peer.start().json("/x", "{}")) {
      dns.addAll(List.of("127.0.0.1", "127.0.0.1", "10.0.0.1", "8.8.8.8"));
      Outbound open = plain(LOOPBACK, "10.0.0.0/8");
      assertThat(open.get(peer.at("/x"), "*/*", ENOUGH)).isInstanceOf(Answer.Ok.class);
      assertThat(plain().get(peer.at("/x"), "*/*", ENOUGH)).isInstanceOf(Answer.Refused.class);
      URI elsewhere = URI.create("http://rp.example/x");
      assertThat(open.get(elsewhere, "*/*", ENOUGH)).isInstanceOf(Answer.Refused.class);
      assertThat(open.get(elsewhere, "*/*", ENOUGH)).isInstanceOf(Answer.Refused.class);
    }
  }

  @Test
  void whatIsSignedByItselfNeedsNoTlsButAnAllowedAddress() {
    dns.addAll(List.of("10.0.0.1", "127.0.0.1", "127.0.0.1"));
    URI inner = URI.create("http://rp.example/ca.crl");
    assertThat(plain(LOOPBACK).getSigned(inner, "*/*", ENOUGH)).isInstanceOf(Answer.Refused.class);
    try (Peer peer = Peer.start().json("/ca.crl", "signed").json("/ocsp", "signed")) {
      Outbound open = plain(LOOPBACK);
      assertThat(open.getSigned(peer.at("/ca.crl"), "*/*", ENOUGH)).isInstanceOf(Answer.Ok.class);
      assertThat(open.postForSigned(peer.at("/ocsp"), "text/plain", new byte[1], ENOUGH))
          .isInstanceOf(Answer.Ok.class);
    }
  }

  @Test
  void redirectIsNotFollowed() {
    try (Peer peer = Peer.start().json("/inner", "{}")) {
      peer.reply("/x", new Peer.Reply(302, Map.of("Location", peer.at("/inner").toString()), ""));
      dns.addAll(List.of("127.0.0.1", "127.0.0.1"));
      assertThat(plain(LOOPBACK).get(peer.at("/x"), "*/*", ENOUGH))
          .isEqualTo(new Answer.Failed(302, "expected success, found status 302"));
      assertThat(peer.requests("/inner")).isEmpty();
    }
  }

  @Test
  void bodyLongerThanAllowedIsAFailure() {
    try (Peer peer = Peer.start()) {
      peer.json("/exact", "x".repeat(ENOUGH)).json("/longer", "x".repeat(ENOUGH + 1));
      dns.addAll(List.of("127.0.0.1", "127.0.0.1"));
      Outbound open = plain(LOOPBACK);
      assertThat(open.get(peer.at("/exact"), "*/*", ENOUGH)).isInstanceOf(Answer.Ok.class);
      assertThat(open.get(peer.at("/longer"), "*/*", ENOUGH)).isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void silentPeerIsGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      dns.add("127.0.0.1");
      outbound =
          new Outbound(
              new OutboundProperties(
                  List.of(LOOPBACK), null, Duration.ofMillis(100), Duration.ofMillis(300)),
              this::resolve,
              meters);
      long began = System.nanoTime();
      assertThat(
              outbound.get(
                  URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/x"), "*/*", ENOUGH))
          .isInstanceOf(Answer.Failed.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void bodyThatDripsIsGivenUpInTime() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      CountDownLatch never = new CountDownLatch(1);
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = dripping.accept()) {
              var out = socket.getOutputStream();
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write('x');
                out.flush();
                // Drips: the time between two bytes is what is tested.
                never.await(50, TimeUnit.MILLISECONDS);
              }
            } catch (IOException | InterruptedException e) {
              // The other side hung up, as it should.
            }
          });
      dns.add("127.0.0.1");
      outbound =
          new Outbound(
              new OutboundProperties(
                  List.of(LOOPBACK), null, Duration.ofMillis(400), Duration.ofMillis(400)),
              this::resolve,
              meters);
      assertThat(
              outbound.get(
                  URI.create("http://127.0.0.1:" + dripping.getLocalPort() + "/x"), "*/*", ENOUGH))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.reason()).contains("no whole answer"));
    }
  }

  @Test
  void postCarriesBodyAndHeaders() {
    try (Peer peer = Peer.start()) {
      peer.reply("/ping", new Peer.Reply(204, Map.of(), ""));
      dns.add("127.0.0.1");
      assertThat(
              plain(LOOPBACK)
                  .post(
                      peer.at("/ping"),
                      "application/json",
                      "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                      Map.of("Authorization", "Bearer x"),
                      ENOUGH))
          .isEqualTo(new Answer.Ok(204, "", new byte[0]));
      Peer.Request request = peer.requests("/ping").getFirst();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.body()).isEqualTo("{\"a\":1}");
      assertThat(request.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("authorization", "Bearer x");
    }
  }

  @Test
  void headerWithLineBreakIsRefused() {
    assertThat(
            plain(LOOPBACK)
                .post(
                    URI.create("http://127.0.0.1/x"),
                    "text/plain",
                    new byte[0],
                    Map.of("Authorization", "x\r\nHost: inner"),
                    ENOUGH))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void nameThatDoesNotResolveIsAFailure() {
    assertThat(plain().get(URI.create("https://rp.example/x"), "*/*", ENOUGH))
        .isInstanceOf(Answer.Failed.class);
  }

  private Outbound plain(String... allowed) {
    outbound = new Outbound(properties(null, allowed), this::resolve, meters);
    return outbound;
  }

  private Outbound trusting(String... allowed) {
    outbound = new Outbound(properties(certificate.pem(), allowed), this::resolve, meters);
    return outbound;
  }

  private static OutboundProperties properties(@Nullable Path trust, String... allowed) {
    return new OutboundProperties(
        List.of(allowed), trust, Duration.ofSeconds(3), Duration.ofSeconds(10));
  }

  /** Answers with what the test put up next, whatever the name. */
  private InetAddress[] resolve(String name) throws java.net.UnknownHostException {
    String next = dns.poll();
    if (next == null) {
      throw new java.net.UnknownHostException(name);
    }
    return List.of(next.split(",")).stream()
        .map(InetAddress::ofLiteral)
        .toArray(InetAddress[]::new);
  }
}
