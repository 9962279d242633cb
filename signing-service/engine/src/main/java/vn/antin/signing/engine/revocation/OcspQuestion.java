package vn.antin.signing.engine.revocation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.revocation.RevocationData.Status;

/**
 * One question to an OCSP responder, and the judgement of the answer (RFC 6960 section 3.2). The
 * certificate is named with SHA-1, which every responder knows; nothing rests on it but the name.
 */
final class OcspQuestion {

  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final int NONCE = 32;
  private static final int DIGITAL_SIGNATURE = 0;

  private final X509Certificate certificate;
  private final X509Certificate issuer;
  private final byte @Nullable [] nonce;

  private OcspQuestion(
      X509Certificate certificate, X509Certificate issuer, byte @Nullable [] nonce) {
    this.certificate = certificate;
    this.issuer = issuer;
    this.nonce = nonce;
  }

  static OcspQuestion ask(X509Certificate certificate, X509Certificate issuer) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    return new OcspQuestion(certificate, issuer, nonce);
  }

  /** To judge an answer that was kept, whose nonce nobody remembers. */
  static OcspQuestion kept(X509Certificate certificate, X509Certificate issuer) {
    return new OcspQuestion(certificate, issuer, null);
  }

  byte[] encoded() {
    try {
      OCSPReqBuilder builder = new OCSPReqBuilder();
      builder.addRequest(
          new CertificateID(
              digests().get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              certificate.getSerialNumber()));
      if (nonce != null) {
        builder.setRequestExtensions(
            new Extensions(
                new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                    false,
                    new DEROctetString(nonce).getEncoded())));
      }
      return builder.build().getEncoded();
    } catch (OCSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("A certificate that cannot be asked about", e);
    }
  }

  News check(byte[] body, Instant now, RevocationLimits limits) throws UnacceptableAnswer {
    try {
      OCSPResp response = new OCSPResp(body);
      if (response.getStatus() != OCSPResp.SUCCESSFUL) {
        throw new UnacceptableAnswer("the responder says status " + response.getStatus());
      }
      if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
        throw new UnacceptableAnswer("the response is of an unknown type");
      }
      checkNonce(basic);
      List<X509Certificate> responder = responder(basic, now);
      SingleResp single = mine(basic);
      Instant thisUpdate = single.getThisUpdate().toInstant();
      if (thisUpdate.isAfter(now.plus(limits.skew()))) {
        throw new UnacceptableAnswer("the response is of a time to come, " + thisUpdate);
      }
      Date next = single.getNextUpdate();
      // GOOD is null in this library.
      @Nullable CertificateStatus status = single.getCertStatus();
      Status found =
          status == null
              ? Status.GOOD
              : status instanceof RevokedStatus ? Status.REVOKED : Status.UNKNOWN;
      Instant revokedAt = null;
      boolean hold = false;
      if (status instanceof RevokedStatus revoked) {
        revokedAt = revoked.getRevocationTime().toInstant();
        hold =
            revoked.hasRevocationReason()
                && revoked.getRevocationReason() == CRLReason.certificateHold;
      }
      return new News(
          News.Kind.OCSP,
          body,
          found,
          revokedAt,
          hold,
          thisUpdate,
          next == null ? null : next.toInstant(),
          responder);
    } catch (OCSPException
        | OperatorCreationException
        | GeneralSecurityException
        | IOException
        | RuntimeException e) {
      throw new UnacceptableAnswer("no readable OCSP response: " + e.getMessage());
    }
  }

  /** A responder may leave the nonce out (it answers from stock), but not change it. */
  private void checkNonce(BasicOCSPResp basic) throws UnacceptableAnswer {
    Extension theirs = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (theirs == null || nonce == null) {
      return;
    }
    byte[] value = theirs.getExtnValue().getOctets();
    byte[] inner = value;
    try {
      inner = ASN1OctetString.getInstance(value).getOctets();
    } catch (IllegalArgumentException e) {
      // Some responders leave the inner OCTET STRING out (RFC 6960 errata).
    }
    if (!Arrays.equals(inner, nonce)) {
      throw new UnacceptableAnswer("the nonce is not the one that was sent");
    }
  }

  /**
   * Empty when the issuer itself answers; else the certificate it gave the responder, which holds
   * now when it answers us, and held then when an old answer is looked at again.
   */
  private List<X509Certificate> responder(BasicOCSPResp basic, Instant now)
      throws UnacceptableAnswer,
          OCSPException,
          OperatorCreationException,
          GeneralSecurityException {
    if (signedBy(basic, issuer)) {
      return List.of();
    }
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    for (X509CertificateHolder holder : basic.getCerts()) {
      X509Certificate delegate = converter.getCertificate(holder);
      if (mayAnswer(delegate, nonce == null ? basic.getProducedAt() : Date.from(now))
          && signedBy(basic, delegate)) {
        return List.of(delegate);
      }
    }
    throw new UnacceptableAnswer(
        "the response is signed neither by the issuer nor by a responder of its choice");
  }

  private static boolean signedBy(BasicOCSPResp basic, X509Certificate certificate)
      throws OCSPException, OperatorCreationException, GeneralSecurityException {
    return named(basic.getResponderId(), certificate)
        && basic.isSignatureValid(
            new JcaContentVerifierProviderBuilder()
                .setProvider(PROVIDER)
                .build(certificate.getPublicKey()));
  }

  private static boolean named(RespID id, X509Certificate certificate)
      throws OCSPException, OperatorCreationException, GeneralSecurityException {
    JcaX509CertificateHolder holder = new JcaX509CertificateHolder(certificate);
    return id.equals(new RespID(holder.getSubject()))
        || id.equals(new RespID(holder.getSubjectPublicKeyInfo(), digests().get(RespID.HASH_SHA1)));
  }

  /** RFC 6960 section 4.2.2.2: issued directly by the same authority, for this purpose. */
  private boolean mayAnswer(X509Certificate delegate, Date at) {
    try {
      List<String> purposes = delegate.getExtendedKeyUsage();
      boolean[] usage = delegate.getKeyUsage();
      if (purposes == null
          || !purposes.contains(OCSP_SIGNING)
          || (usage != null && !usage[DIGITAL_SIGNATURE])
          || !Issuers.issued(issuer, delegate)) {
        return false;
      }
      delegate.checkValidity(at);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private SingleResp mine(BasicOCSPResp basic)
      throws UnacceptableAnswer,
          OCSPException,
          OperatorCreationException,
          GeneralSecurityException {
    JcaX509CertificateHolder holder = new JcaX509CertificateHolder(issuer);
    for (SingleResp single : basic.getResponses()) {
      CertificateID id = single.getCertID();
      if (id.getSerialNumber().equals(certificate.getSerialNumber())
          && id.matchesIssuer(holder, digests())) {
        return single;
      }
    }
    throw new UnacceptableAnswer("the response is about another certificate");
  }

  private static DigestCalculatorProvider digests() throws OperatorCreationException {
    return new JcaDigestCalculatorProviderBuilder().build();
  }
}
