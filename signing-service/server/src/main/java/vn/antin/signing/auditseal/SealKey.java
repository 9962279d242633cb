package vn.antin.signing.auditseal;

import static java.time.ZoneOffset.UTC;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.audit.RootSigner;
import vn.antin.audit.proof.RootSignature;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.Residence;
import vn.antin.signing.key.TokenContentSigner;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;

/**
 * The key that signs roots of audit logs, made with a self-signed certificate at the first use: a
 * verifier pins the certificate, no authority stands behind it. Thread-safe.
 */
final class SealKey implements RootSigner {
  static final int ROOT_LENGTH = 32;
  private static final String ROLE = "audit-seal";
  private static final Duration LIFETIME = Duration.ofDays(10 * 365);

  private final JdbcClient sql;
  private final Keys keys;
  private final InstantSource time;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Held held;

  private record Held(KeyLabel label, X509Certificate certificate) {}

  SealKey(JdbcClient sql, Keys keys, InstantSource time) {
    this.sql = sql;
    this.keys = keys;
    this.time = time;
  }

  @Override
  public RootSignature sign(byte[] root) {
    if (root.length != ROOT_LENGTH) {
      throw Problem.INVALID_REQUEST.because("a root has 32 bytes, this one " + root.length);
    }
    var key = held();
    var outcome = keys.sign(key.label(), SigningAlgorithm.ECDSA_SHA256, root);
    if (!(outcome instanceof SigningOutcome.Signed(var value))) {
      throw Problem.TOKEN_UNREACHABLE.because(outcome.toString());
    }
    var publicKey = key.certificate().getPublicKey();
    if (!SigningAlgorithm.ECDSA_SHA256.verify(publicKey, root, value.bytes())) {
      throw Problem.TOKEN_UNREACHABLE.because("the token's signature over a root is wrong");
    }
    try {
      return new RootSignature(value.bytes(), key.certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate has no encoding", e);
    }
  }

  private Held held() {
    var known = held;
    if (known != null) {
      return known;
    }
    making.lock();
    try {
      known = find().orElseGet(this::make);
      held = known;
      return known;
    } finally {
      making.unlock();
    }
  }

  private Optional<Held> find() {
    return sql.sql("SELECT key_label, certificate FROM authority WHERE role = :role")
        .param("role", ROLE)
        .query((row, _) -> new Held(new KeyLabel(row.getString(1)), decoded(row.getBytes(2))))
        .optional();
  }

  private Held make() {
    var label = new KeyLabel(ROLE + "-" + UUID.randomUUID());
    var key = keys.generate(label, KeyKind.EC_P256, Residence.RESIDENT, ROLE).publicKey();
    var certificate = selfSigned(label, key);
    if (store(label, certificate)) {
      return new Held(label, certificate);
    }
    keys.destroy(label);
    return find().orElseThrow();
  }

  private boolean store(KeyLabel label, X509Certificate certificate) {
    try {
      return sql.sql(
                  """
                  INSERT INTO authority (role, key_label, certificate, created_at)
                  VALUES (:role, :label, :certificate, :now) ON CONFLICT DO NOTHING
                  """)
              .param("role", ROLE)
              .param("label", label.value())
              .param("certificate", certificate.getEncoded())
              .param("now", time.instant().atOffset(UTC))
              .update()
          == 1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate has no encoding", e);
    }
  }

  @SuppressWarnings("JavaUtilDate") // BouncyCastle's builder takes no other type.
  private X509Certificate selfSigned(KeyLabel label, PublicKey key) {
    var name = new X500Name("C=VN,CN=An Tin audit seal");
    var now = time.instant();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(127, new SecureRandom()),
              Date.from(now.minus(Duration.ofMinutes(5))),
              Date.from(now.plus(LIFETIME)),
              name,
              key);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new TokenContentSigner(keys, label, SigningAlgorithm.ECDSA_SHA256)));
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException("the seal's certificate could not be built", e);
    }
  }

  private static X509Certificate decoded(byte[] bytes) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored certificate cannot be read", e);
    }
  }
}
