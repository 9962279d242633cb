package vn.antin.signing.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.key.TokenContentSigner;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * The shape of all time-stamps under one certificate: what is the same in each is encoded once. A
 * time-stamp is CMS {@code SignedData} (RFC 5652) over a {@code TSTInfo}, with the signed
 * attributes content type, message digest and signing certificate (RFC 5816). Thread-safe.
 */
final class StampForm {
  private static final byte[] VERSION_1 = Der.integer(1);
  private static final byte[] VERSION_3 = Der.integer(3);
  private static final byte[] SIGNED_DATA = Der.oid("1.2.840.113549.1.7.2");
  private static final byte[] TST_INFO = Der.oid("1.2.840.113549.1.9.16.1.4");
  private static final byte[] MESSAGE_DIGEST = Der.oid("1.2.840.113549.1.9.4");
  private static final byte[] CONTENT_TYPE =
      Der.sequence(Der.oid("1.2.840.113549.1.9.3"), Der.tlv(Der.SET, TST_INFO));
  private static final byte[] SIGNING_CERTIFICATE_V2 = Der.oid("1.2.840.113549.1.9.16.2.47");
  private static final byte[] TRUE = Der.tlv(Der.BOOLEAN, new byte[] {-1});
  private static final int DIRECTORY_NAME = 4;

  private final SigningAlgorithm algorithm;
  private final byte[] digestAlgorithm;
  private final byte[] signatureAlgorithm;
  private final byte[] signer;
  private final byte[] signingCertificate;
  private final byte[] certificates;
  private final byte[] accuracy;
  private final byte[] ordering;

  /**
   * @param issuers sent along when certificates are asked for; a root is left out
   */
  StampForm(
      X509Certificate certificate,
      List<X509Certificate> issuers,
      SigningAlgorithm algorithm,
      Duration accuracy,
      boolean ordering) {
    try {
      var holder = new JcaX509CertificateHolder(certificate);
      var issuer = holder.getIssuer().getEncoded();
      var serial = Der.integer(certificate.getSerialNumber());
      this.algorithm = algorithm;
      this.digestAlgorithm = ImprintAlgorithm.identifier(algorithm.digest());
      this.signatureAlgorithm = TokenContentSigner.identifier(algorithm).getEncoded();
      this.signer = Der.sequence(issuer, serial);
      this.signingCertificate = signingCertificate(certificate, issuer, serial);
      var sent =
          Stream.concat(Stream.of(certificate), issuers.stream().filter(each -> !root(each)))
              .map(Certificates::encode)
              .toArray(byte[][]::new);
      this.certificates = Der.setOf(Der.CONSTRUCTED_CONTEXT, sent);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate has no encoding", e);
    }
    this.accuracy = accuracy(accuracy);
    this.ordering = ordering ? TRUE : Der.NOTHING;
  }

  /** {@code TSTInfo} (RFC 3161 §2.4.2). */
  byte[] info(StampQuery query, BigInteger serial, Instant time) {
    return Der.sequence(
        VERSION_1,
        query.policy(),
        query.imprint(),
        Der.integer(serial),
        Der.time(time),
        accuracy,
        ordering,
        query.nonce());
  }

  /** The signed attributes as they are signed (RFC 5652 §5.4). */
  byte[] attributes(byte[] info) {
    return Der.setOf(
        Der.SET,
        CONTENT_TYPE,
        Der.sequence(MESSAGE_DIGEST, Der.tlv(Der.SET, Der.octets(digest(info)))),
        signingCertificate);
  }

  /** The whole {@code TimeStampToken}. */
  byte[] token(StampQuery query, byte[] info, byte[] attributes, byte[] signature) {
    var implicit = attributes.clone();
    implicit[0] = (byte) Der.CONSTRUCTED_CONTEXT;
    var signerInfo =
        Der.sequence(
            VERSION_1,
            signer,
            digestAlgorithm,
            implicit,
            signatureAlgorithm,
            Der.octets(signature));
    return Der.sequence(
        SIGNED_DATA,
        Der.tlv(
            Der.CONSTRUCTED_CONTEXT,
            Der.sequence(
                VERSION_3,
                Der.tlv(Der.SET, digestAlgorithm),
                Der.sequence(TST_INFO, Der.tlv(Der.CONSTRUCTED_CONTEXT, Der.octets(info))),
                query.certificates() ? certificates : Der.NOTHING,
                Der.tlv(Der.SET, signerInfo))));
  }

  private byte[] digest(byte[] info) {
    try {
      return MessageDigest.getInstance(algorithm.digest()).digest(info);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + algorithm.digest(), e);
    }
  }

  /** ESSCertIDv2 with SHA-256, its default, which DER leaves out (RFC 5035 §4). */
  private static byte[] signingCertificate(
      X509Certificate certificate, byte[] issuer, byte[] serial) throws GeneralSecurityException {
    var hash = Certificates.sha256(Certificates.encode(certificate));
    var names = Der.sequence(Der.tlv(Der.CONSTRUCTED_CONTEXT + DIRECTORY_NAME, issuer));
    var identified = Der.sequence(Der.octets(hash), Der.sequence(names, serial));
    return Der.sequence(
        SIGNING_CERTIFICATE_V2, Der.tlv(Der.SET, Der.sequence(Der.sequence(identified))));
  }

  private static byte[] accuracy(Duration accuracy) {
    var seconds = accuracy.toSeconds();
    var millis = accuracy.toMillisPart();
    var micros = accuracy.toNanosPart() / 1000 % 1000;
    return Der.sequence(
        seconds == 0 ? Der.NOTHING : Der.integer(seconds),
        millis == 0 ? Der.NOTHING : Der.integer(Der.CONTEXT, millis),
        micros == 0 ? Der.NOTHING : Der.integer(Der.CONTEXT + 1, micros));
  }

  private static boolean root(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
