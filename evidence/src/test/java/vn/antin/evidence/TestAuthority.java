package vn.antin.evidence;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A root that issued one signer's certificate and answers for it. */
final class TestAuthority {
  private static final X500Name ROOT = new X500Name("CN=Gốc thử");
  private static final X500Name SIGNER = new X500Name("CN=Nguyễn Văn A");

  private final KeyPair rootKey = TestEvidence.p256();
  private final KeyPair signerKey = TestEvidence.p256();
  private final X509CertificateHolder root = certificate(ROOT, rootKey, BigInteger.ONE);
  private final X509CertificateHolder signer = certificate(SIGNER, signerKey, BigInteger.TWO);

  KeyPair signer() {
    return signerKey;
  }

  List<byte[]> chain() {
    return List.of(der(signer), der(root));
  }

  byte[] good(Instant at) {
    return answer(CertificateStatus.GOOD, at);
  }

  byte[] revoked(Instant at) {
    return answer(
        new RevokedStatus(Date.from(at.minus(Duration.ofDays(1))), CRLReason.keyCompromise), at);
  }

  private byte[] answer(CertificateStatus status, Instant at) {
    try {
      DigestCalculator sha1 =
          new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
      var response =
          new BasicOCSPRespBuilder(new RespID(ROOT))
              .addResponse(
                  new CertificateID(sha1, root, signer.getSerialNumber()),
                  status,
                  Date.from(at.minusSeconds(60)),
                  Date.from(at.plus(Duration.ofHours(4))))
              .build(signing(rootKey), null, Date.from(at.minusSeconds(60)));
      return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, response).getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private X509CertificateHolder certificate(X500Name subject, KeyPair key, BigInteger serial) {
    try {
      return new JcaX509v3CertificateBuilder(
              ROOT,
              serial,
              Date.from(TestEvidence.AT.minus(Duration.ofDays(100))),
              Date.from(TestEvidence.AT.plus(Duration.ofDays(100))),
              subject,
              key.getPublic())
          .addExtension(
              Extension.basicConstraints, true, new BasicConstraints(subject.equals(ROOT)))
          .build(signing(rootKey));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ContentSigner signing(KeyPair key) throws Exception {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
  }

  private static byte[] der(X509CertificateHolder certificate) {
    try {
      return java(certificate).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate java(X509CertificateHolder certificate) {
    try {
      return new JcaX509CertificateConverter().getCertificate(certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
