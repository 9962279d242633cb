package vn.antin.signing.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.engine.revocation.MemoryRevocationStore;
import vn.antin.signing.engine.revocation.RevocationClient;
import vn.antin.signing.engine.revocation.RevocationLimits;
import vn.antin.signing.engine.timestamp.TimeStampClient;
import vn.antin.signing.engine.timestamp.TimeStampServer;

/**
 * A root, an issuing authority, a time-stamping authority and an OCSP responder on 127.0.0.1, which
 * can be told to misbehave. Each has its own keys and address: authorities do not know each other.
 */
public final class TestAuthority implements AutoCloseable {

  private static final KeyPair ROOT_KEYS = TestSigner.keys("EC", 256);
  private static final KeyPair ISSUING_KEYS = TestSigner.keys("EC", 256);
  private static final KeyPair TSA_KEYS = TestSigner.keys("RSA", 2048);
  private static final KeyPair OCSP_KEYS = TestSigner.keys("EC", 256);

  /** What the authority offers over HTTP. */
  public enum Service {
    TSA("/tsa"),
    OCSP("/ocsp"),
    ROOT_CRL("/root.crl"),
    ISSUING_CRL("/issuing.crl"),
    ROOT_CERTIFICATE("/root.cer"),
    ISSUING_CERTIFICATE("/issuing.cer");

    private final String path;

    Service(String path) {
      this.path = path;
    }
  }

  /** How a service answers. */
  public enum Behaviour {
    NORMAL,
    /** Takes the question and never answers. */
    HANG,
    /** Status 500. */
    FAIL,
    /** Status 200 and something else. */
    GARBAGE,
    /** Says no, in the protocol's own way. */
    REJECT,
    /** Leaves the nonce out (OCSP) or gives another (TSA). */
    OTHER_NONCE,
    OTHER_IMPRINT,
    /** A signature that does not hold. */
    BAD_SIGNATURE,
    /** Signs with a certificate that is not for this. */
    WRONG_PURPOSE,
    /** An hour late. */
    WRONG_TIME,
    /** An answer whose nextUpdate is over. */
    OUT_OF_DATE,
    /** The issuing authority itself answers, not its delegate. */
    BY_ISSUER,
    /** A list only in part, or kept for somebody else. */
    INDIRECT,
    DELTA
  }

  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final TestAnswers answers;
  private final Map<Service, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final Map<Service, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final X509Certificate root;
  private final X509Certificate issuing;
  private final X509Certificate tsa;
  private final Online online;

  private TestAuthority(InstantSource clock) throws IOException {
    this.clock = clock;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    TestCertificates certificates = new TestCertificates(this::address);
    this.root = certificates.root(ROOT_KEYS);
    this.issuing = certificates.issuing(ISSUING_KEYS.getPublic(), root, ROOT_KEYS.getPrivate());
    this.tsa =
        certificates.timeStamping(TSA_KEYS.getPublic(), issuing, ISSUING_KEYS.getPrivate(), true);
    this.answers =
        new TestAnswers(
            clock,
            certificates,
            new TestAnswers.Party(root, ROOT_KEYS.getPrivate()),
            new TestAnswers.Party(issuing, ISSUING_KEYS.getPrivate()),
            new TestAnswers.Party(tsa, TSA_KEYS.getPrivate()),
            new TestAnswers.Party(
                certificates.responder(
                    OCSP_KEYS.getPublic(), issuing, ISSUING_KEYS.getPrivate(), true),
                OCSP_KEYS.getPrivate()));
    this.online =
        new Online(
            new OnlineLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Set.of("127.0.0.1")));
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Starts on a free port; certificates are valid from 2026 to 2046. */
  public static TestAuthority start(InstantSource clock) {
    try {
      return new TestAuthority(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public X509Certificate root() {
    return root;
  }

  public X509Certificate issuing() {
    return issuing;
  }

  public X509Certificate tsa() {
    return tsa;
  }

  public URI address(Service service) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + service.path);
  }

  /** A certificate for an official's key, with its issuers, leaf first. */
  public List<X509Certificate> certify(String name, PublicKey key) {
    return List.of(answers.official(name, key), issuing, root);
  }

  /** An official with a certificate of this authority. */
  public TestSigner signer(TestSigner like) {
    return new TestSigner(
        like.keys(),
        certify(
            like.chain().getFirst().getSubjectX500Principal().getName(), like.keys().getPublic()),
        like.algorithm());
  }

  public void revoke(X509Certificate certificate, Instant when) {
    answers.revoke(certificate, when);
  }

  public void behave(Service service, Behaviour behaviour) {
    behaviours.put(service, behaviour);
  }

  public void hang(Service service) {
    behave(service, Behaviour.HANG);
  }

  public void fail(Service service) {
    behave(service, Behaviour.FAIL);
  }

  /** How often a service was asked. */
  public int asked(Service service) {
    AtomicInteger count = asked.get(service);
    return count == null ? 0 : count.get();
  }

  /** HTTP that may reach this authority; gives up after two seconds. */
  public Online online() {
    return online;
  }

  public TimeStampClient timeStamps() {
    return new TimeStampClient(List.of(TimeStampServer.of(address(Service.TSA))), online, clock);
  }

  public RevocationClient revocation() {
    return new RevocationClient(
        online, new MemoryRevocationStore(100), clock, RevocationLimits.defaults());
  }

  @Override
  public void close() {
    closed.countDown();
    online.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] question = exchange.getRequestBody().readNBytes(1 << 20);
      for (Service service : Service.values()) {
        if (service.path.equals(path)) {
          asked.computeIfAbsent(service, _ -> new AtomicInteger()).incrementAndGet();
          answer(exchange, service, question);
          return;
        }
      }
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private void answer(HttpExchange exchange, Service service, byte[] question) throws IOException {
    Behaviour behaviour = behaviours.getOrDefault(service, Behaviour.NORMAL);
    switch (behaviour) {
      case HANG -> {
        try {
          closed.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      case FAIL -> exchange.sendResponseHeaders(500, -1);
      case GARBAGE -> send(exchange, new byte[] {0x30, 3, 2, 1, 7});
      default -> {
        try {
          send(exchange, answers.answer(service, behaviour, question));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** A serial number nobody else has. */
  static BigInteger serial() {
    return new BigInteger(100, new java.security.SecureRandom());
  }
}
