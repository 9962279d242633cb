package vn.antin.signing.authority.ocsp;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.authority.CaKeys;

/** Writes answers of one responder (RFC 6960 §4.2). */
@SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other type.
final class AnswerWriter {
  /** A certificate with its status. */
  record Line(CertificateID certificate, Status status) {}

  private final Responder responder;
  private final CaKeys keys;
  private final JcaRespID id;
  private final X509CertificateHolder certificate;

  AnswerWriter(Responder responder, CaKeys keys) {
    this.responder = responder;
    this.keys = keys;
    try {
      this.id =
          new JcaRespID(
              responder.certificate().getPublicKey(),
              new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1));
      this.certificate = new JcaX509CertificateHolder(responder.certificate());
    } catch (OCSPException | OperatorCreationException | CertificateEncodingException e) {
      throw new IllegalStateException("the responder's certificate cannot be read", e);
    }
  }

  byte[] write(
      List<Line> lines, @Nullable Extension nonce, Instant thisUpdate, Instant nextUpdate) {
    var builder = new BasicOCSPRespBuilder(id);
    for (var line : lines) {
      builder.addResponse(
          line.certificate(),
          line.status().encoded(),
          Date.from(thisUpdate),
          Date.from(nextUpdate));
    }
    if (nonce != null) {
      builder.setResponseExtensions(new Extensions(nonce));
    }
    try {
      var key = responder.certificate().getPublicKey();
      var answer =
          builder.build(
              keys.signer(responder.key(), key),
              new X509CertificateHolder[] {certificate},
              Date.from(thisUpdate));
      if (!answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new IllegalStateException("the token's signature over an answer is wrong");
      }
      return new OCSPRespBuilder().build(OCSPResp.SUCCESSFUL, answer).getEncoded();
    } catch (OCSPException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("an answer could not be written", e);
    }
  }

  /** An answer that says only why there is none; nobody signs it. */
  static byte[] refusal(int status) {
    try {
      return new OCSPRespBuilder().build(status, null).getEncoded();
    } catch (OCSPException | IOException e) {
      throw new IllegalStateException("a refusal could not be written", e);
    }
  }
}
