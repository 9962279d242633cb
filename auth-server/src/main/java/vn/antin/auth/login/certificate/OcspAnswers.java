package vn.antin.auth.login.certificate;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;

/**
 * Asks OCSP responders (RFC 6960) and keeps answers that said "good" for a while. Questions are of
 * the plain form that every responder knows (RFC 5019 §2.1.1: SHA-1 names the issuer, no nonce);
 * how old an answer may be, it says itself. Thread-safe.
 */
@Component
final class OcspAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(OcspAnswers.class);
  private static final int LARGEST = 64 * 1024;
  private static final int MOST_KEPT = 10_000;

  private final Outbound outbound;
  private final CertificateLogin settings;
  private final InstantSource clock;
  private final Map<X509Certificate, Kept> kept = new ConcurrentHashMap<>();

  OcspAnswers(Outbound outbound, CertificateLogin settings, InstantSource clock) {
    this.outbound = outbound;
    this.settings = settings;
    this.clock = clock;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(byte[] answer, Instant fetched) {}

  /** What is known of the certificate by asking there. */
  Revocation ask(URI responder, X509Certificate certificate, X509Certificate issuer) {
    Instant now = clock.instant();
    Kept known = kept.get(certificate);
    if (known != null && known.fetched.plus(settings.ocspLifetime()).isAfter(now)) {
      Revocation still = Revocation.byOcsp(certificate, issuer, known.answer, now);
      if (still == Revocation.GOOD) {
        return still;
      }
    }
    return fetch(responder, certificate, issuer)
        .map(answer -> {
          Revocation said = Revocation.byOcsp(certificate, issuer, answer, now);
          if (said == Revocation.GOOD) {
            keep(certificate, new Kept(answer, now));
          } else {
            kept.remove(certificate);
          }
          return said;
        })
        .orElse(Revocation.UNKNOWN);
  }

  private void keep(X509Certificate certificate, Kept answer) {
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(certificate, answer);
  }

  private Optional<byte[]> fetch(
      URI responder, X509Certificate certificate, X509Certificate issuer) {
    byte[] question = question(certificate, issuer);
    return switch (outbound.postForSigned(
        responder, "application/ocsp-request", question, LARGEST)) {
      case Answer.Ok ok -> Optional.of(ok.content());
      case Answer.Refused(String reason) -> {
        LOG.warn("No OCSP answer: {}", reason);
        yield Optional.empty();
      }
      case Answer.Failed(int _, String reason) -> {
        LOG.warn("The OCSP responder {} does not answer: {}", responder, reason);
        yield Optional.empty();
      }
    };
  }

  private static byte[] question(X509Certificate certificate, X509Certificate issuer) {
    CertID id =
        new CertID(
            new AlgorithmIdentifier(X509ObjectIdentifiers.id_SHA1, DERNull.INSTANCE),
            new DEROctetString(sha1(issuer.getSubjectX500Principal().getEncoded())),
            new DEROctetString(
                sha1(
                    SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
                        .getPublicKeyData()
                        .getOctets())),
            new ASN1Integer(certificate.getSerialNumber()));
    TBSRequest body =
        new TBSRequest(
            (GeneralName) null, new DERSequence(new Request(id, null)), (Extensions) null);
    try {
      return new OCSPRequest(body, null).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("a question in memory can be encoded", e);
    }
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
