package vn.antin.auth.login.certificate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority with a revocation list and an OCSP responder behind real HTTP. */
final class TestAuthority implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpServer server;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final Map<BigInteger, Instant> revoked = new ConcurrentHashMap<>();
  private volatile boolean reachable = true;
  private volatile Duration listEnds = Duration.ofDays(1);
  private volatile @Nullable TestAuthority impostor;
  private final AtomicInteger listsGiven = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();

  private TestAuthority(String name, @Nullable TestAuthority issuer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keys = newKeys();
    certificate =
        issuer == null
            ? new Order("CN=" + name).authority().signed(this, keys, name("CN=" + name))
            : new Order("CN=" + name).authority().by(issuer, keys);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/crl", exchange -> answer(exchange, list()));
    server.createContext(
        "/ocsp", exchange -> answer(exchange, ocsp(exchange.getRequestBody().readAllBytes())));
    server.start();
  }

  static TestAuthority root(String name) {
    return new TestAuthority(name, null);
  }

  TestAuthority subordinate(String name) {
    return new TestAuthority(name, this);
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** An official's certificate in the usual form. */
  Holder issue(String subject) {
    return new Order(subject).by(this);
  }

  void revoke(X509Certificate revokedOne) {
    revoked.put(revokedOne.getSerialNumber(), Instant.now().minusSeconds(60));
  }

  /** Neither list nor responder can be reached from now on. */
  void hide() {
    reachable = false;
  }

  /** Lists and answers are in force for so long. */
  void listsEndAfter(Duration duration) {
    listEnds = duration;
  }

  /** Lists and answers are signed by somebody else's key from now on. */
  void signRevocationAs(TestAuthority other) {
    impostor = other;
  }

  int listsGiven() {
    return listsGiven.get();
  }

  int questions() {
    return questions.get();
  }

  /** The file with this authority's certificate. */
  Path write(Path folder) {
    try {
      Path file = folder.resolve(certificate.getSerialNumber() + ".pem");
      return Files.writeString(file, pem(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      if (reachable) {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } else {
        exchange.sendResponseHeaders(503, -1);
      }
    }
  }

  private TestAuthority signer() {
    TestAuthority other = impostor;
    return other == null ? this : other;
  }

  private byte[] list() {
    listsGiven.incrementAndGet();
    try {
      Instant now = Instant.now();
      JcaX509v2CRLBuilder builder =
          new JcaX509v2CRLBuilder(
              certificate.getSubjectX500Principal(), Date.from(now.minusSeconds(60)));
      builder.setNextUpdate(Date.from(now.plus(listEnds)));
      revoked.forEach(
          (serial, when) -> builder.addCRLEntry(serial, Date.from(when), CRLReason.keyCompromise));
      return builder.build(contentSigner(signer().keys)).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] ocsp(byte[] asked) {
    questions.incrementAndGet();
    try {
      BasicOCSPRespBuilder builder =
          new JcaBasicOCSPRespBuilder(
              signer().keys.getPublic(),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(org.bouncycastle.cert.ocsp.RespID.HASH_SHA1));
      Instant now = Instant.now();
      for (Req question : new OCSPReq(asked).getRequestList()) {
        Instant when = revoked.get(question.getCertID().getSerialNumber());
        builder.addResponse(
            question.getCertID(),
            when == null
                ? CertificateStatus.GOOD
                : new RevokedStatus(Date.from(when), CRLReason.keyCompromise),
            Date.from(now.minusSeconds(60)),
            Date.from(now.plus(listEnds)));
      }
      OCSPResp response =
          new OCSPRespBuilder()
              .build(
                  OCSPRespBuilder.SUCCESSFUL,
                  builder.build(contentSigner(signer().keys), null, Date.from(now)));
      return response.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OCSPException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** An official's key and certificate. */
  record Holder(KeyPair keys, X509Certificate certificate) {}

  /** A certificate to be made: for login, in force for a year, revocation told both ways. */
  static final class Order {
    private final String subject;
    private boolean authority;
    private int usage = KeyUsage.digitalSignature;
    private KeyPurposeId @Nullable [] purposes = {KeyPurposeId.id_kp_clientAuth};
    private Instant begins = Instant.now().minus(Duration.ofDays(1));
    private Instant ends = Instant.now().plus(Duration.ofDays(365));
    private @Nullable String host;
    private boolean crl = true;
    private boolean ocsp = true;

    Order(String subject) {
      this.subject = subject;
    }

    Order authority() {
      authority = true;
      usage = KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature;
      purposes = null;
      return this;
    }

    /** For a TLS server with this name. */
    Order server(String name) {
      host = name;
      purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth};
      return tellingRevocationBy(false, false);
    }

    Order usage(int bits) {
      usage = bits;
      return this;
    }

    Order purposes(KeyPurposeId @Nullable ... some) {
      purposes = some;
      return this;
    }

    Order between(Instant from, Instant to) {
      begins = from;
      ends = to;
      return this;
    }

    Order tellingRevocationBy(boolean lists, boolean responder) {
      crl = lists;
      ocsp = responder;
      return this;
    }

    Holder by(TestAuthority issuer) {
      KeyPair own = newKeys();
      return new Holder(own, by(issuer, own));
    }

    X509Certificate by(TestAuthority issuer, KeyPair own) {
      return signed(
          issuer,
          own,
          X500Name.getInstance(issuer.certificate.getSubjectX500Principal().getEncoded()));
    }

    X509Certificate signed(TestAuthority issuer, KeyPair own, X500Name issuerName) {
      try {
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                issuerName,
                new BigInteger(64, RANDOM),
                Date.from(begins),
                Date.from(ends),
                name(subject),
                own.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (purposes != null) {
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }
        if (host != null) {
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        }
        if (crl) {
          builder.addExtension(Extension.cRLDistributionPoints, false, point(issuer));
        }
        if (ocsp) {
          builder.addExtension(
              Extension.authorityInfoAccess,
              false,
              new AuthorityInformationAccess(
                  AccessDescription.id_ad_ocsp, uri(issuer.address("/ocsp"))));
        }
        X509CertificateHolder made = builder.build(contentSigner(issuer.keys));
        return new JcaX509CertificateConverter().getCertificate(made);
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static ASN1Encodable point(TestAuthority issuer) {
      return new CRLDistPoint(
          new DistributionPoint[] {
            new DistributionPoint(
                new DistributionPointName(new GeneralNames(uri(issuer.address("/crl")))),
                null,
                null)
          });
    }

    private static GeneralName uri(String address) {
      return new GeneralName(GeneralName.uniformResourceIdentifier, address);
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static ContentSigner contentSigner(KeyPair keys) {
    try {
      return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X500Name name(String text) {
    return X500Name.getInstance(new X500Principal(text).getEncoded());
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
