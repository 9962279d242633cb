package vn.antin.signing.token;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.TokenException.Fault;

/** Public keys and certificates as they lie in a token. */
final class Pkcs11Objects {

  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] ED25519 = HexFormat.of().parseHex("06032b6570");
  private static final long KEY_TYPE_RSA = 0;
  private static final long KEY_TYPE_EC = 3;
  private static final int LONGEST_CHAIN = 8;

  private final Pkcs11Login login;

  Pkcs11Objects(Pkcs11Login login) {
    this.login = login;
  }

  /** The JDK's form of a public key object. */
  PublicKey publicKey(long session, long object) {
    Cryptoki cryptoki = login.cryptoki();
    try {
      long type = cryptoki.number(session, object, Cryptoki.KEY_TYPE);
      if (type == KEY_TYPE_RSA) {
        return KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    new BigInteger(1, cryptoki.bytes(session, object, Cryptoki.MODULUS)),
                    new BigInteger(1, cryptoki.bytes(session, object, Cryptoki.PUBLIC_EXPONENT))));
      }
      byte[] parameters = cryptoki.bytes(session, object, Cryptoki.EC_PARAMS);
      byte[] point = Der.octets(cryptoki.bytes(session, object, Cryptoki.EC_POINT));
      boolean curve = type == KEY_TYPE_EC;
      byte[] algorithm = curve ? Der.of(0x30, EC_PUBLIC_KEY, parameters) : Der.of(0x30, ED25519);
      byte[] encoded = Der.of(0x30, algorithm, Der.of(0x03, new byte[] {0}, point));
      return KeyFactory.getInstance(curve ? "EC" : "EdDSA")
          .generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new TokenException(Fault.UNAVAILABLE, "A public key in the token is not readable", e);
    }
  }

  /** The public key with this id, from its own object or else from a certificate. */
  Optional<PublicKey> publicKey(long session, byte[] id) {
    List<Long> found =
        login
            .cryptoki()
            .find(session, CryptokiTemplate.of(Cryptoki.CLASS_PUBLIC_KEY).with(Cryptoki.ID, id));
    return found.isEmpty()
        ? leaf(session, id).map(X509Certificate::getPublicKey)
        : Optional.of(publicKey(session, found.getFirst()));
  }

  /** The certificate with this id and its issuers as far as they are in the token. */
  List<X509Certificate> chain(long session, byte[] id) {
    List<X509Certificate> chain = new ArrayList<>();
    Optional<X509Certificate> next = leaf(session, id);
    while (next.isPresent() && chain.size() < LONGEST_CHAIN) {
      X509Certificate each = next.get();
      chain.add(each);
      if (each.getIssuerX500Principal().equals(each.getSubjectX500Principal())) {
        break;
      }
      next =
          certificates(
                  session,
                  certificate().with(Cryptoki.SUBJECT, each.getIssuerX500Principal().getEncoded()))
              .stream()
              .filter(issuer -> signed(issuer, each))
              .findFirst();
    }
    return List.copyOf(chain);
  }

  private Optional<X509Certificate> leaf(long session, byte[] id) {
    return id.length == 0
        ? Optional.empty()
        : certificates(session, certificate().with(Cryptoki.ID, id)).stream().findFirst();
  }

  private List<X509Certificate> certificates(long session, CryptokiTemplate wanted) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (long object : login.cryptoki().find(session, wanted)) {
      X509Certificate parsed = parse(login.cryptoki().bytes(session, object, Cryptoki.VALUE));
      if (parsed != null) {
        certificates.add(parsed);
      }
    }
    return certificates;
  }

  private static CryptokiTemplate certificate() {
    return CryptokiTemplate.of(Cryptoki.CLASS_CERTIFICATE);
  }

  private static boolean signed(X509Certificate issuer, X509Certificate subject) {
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  /** WTLS and attribute certificates have the same object class; they give null. */
  static @Nullable X509Certificate parse(byte[] value) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(value));
    } catch (CertificateException e) {
      return null;
    }
  }
}
