package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.JWSSerializationType;
import eu.europa.esig.dss.enumerations.SigDMechanism;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.jades.JAdESSignatureParameters;
import eu.europa.esig.dss.jades.signature.JAdESService;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SerializableTimestampParameters;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.signature.AbstractSignatureParameters;
import eu.europa.esig.dss.signature.DocumentSignatureService;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** Signs in every format as somebody else's program does: DSS, without our code. */
final class DssSigner {

  private final TestSigner official;
  private final Instant now;
  private final CertificateVerifier verifier;
  private final @Nullable TSPSource stamps;

  private DssSigner(
      TestSigner official, Instant now, CertificateVerifier verifier, @Nullable TSPSource stamps) {
    this.official = official;
    this.now = now;
    this.verifier = verifier;
    this.stamps = stamps;
  }

  static DssSigner offline(TestSigner official) {
    PaddedCms.install();
    return new DssSigner(
        official,
        TestSigner.NOW,
        new Authorities(TrustDomains.of()).verifier(null, TestSigner.NOW),
        null);
  }

  /** With the time-stamps and revocation data of an authority. */
  static DssSigner online(TestSigner official, TestAuthority authority, Instant now) {
    PaddedCms.install();
    return new DssSigner(
        official,
        now,
        new Authorities(
                TrustDomains.of(
                    TrustDomain.of(
                        "test", List.of(authority.root()), List.of(authority.issuing()))))
            .verifier(authority.revocation(), now),
        (algorithm, digest) -> stamp(authority, digest, algorithm.getJavaName()));
  }

  private static TimestampBinary stamp(TestAuthority authority, byte[] digest, String algorithm) {
    return new TimestampBinary(authority.timeStamps().stamp(digest, algorithm).encoded());
  }

  byte[] pades(byte[] pdf, SignatureLevel level) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(level);
    return sign(new PAdESService(verifier), "a.pdf", pdf, parameters);
  }

  byte[] xades(byte[] xml, SignaturePackaging packaging) {
    XAdESSignatureParameters parameters = new XAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
    parameters.setSignaturePackaging(packaging);
    return sign(new XAdESService(verifier), "a.xml", xml, parameters);
  }

  byte[] xades(byte[] xml, XAdESSignatureParameters parameters) {
    parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
    return sign(new XAdESService(verifier), "a.xml", xml, parameters);
  }

  byte[] cades(byte[] content, SignaturePackaging packaging) {
    CAdESSignatureParameters parameters = new CAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
    parameters.setSignaturePackaging(packaging);
    return sign(new CAdESService(verifier), "a.txt", content, parameters);
  }

  byte[] jades(byte[] content, JWSSerializationType kind, SignaturePackaging packaging) {
    JAdESSignatureParameters parameters = new JAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.JAdES_BASELINE_B);
    parameters.setSignaturePackaging(packaging);
    parameters.setJwsSerializationType(kind);
    if (packaging == SignaturePackaging.DETACHED) {
      parameters.setSigDMechanism(SigDMechanism.OBJECT_ID_BY_URI_HASH);
    }
    return sign(new JAdESService(verifier), "a.txt", content, parameters);
  }

  byte[] asicWithXades(byte[] content, ASiCContainerType type) {
    ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
    parameters.aSiC().setContainerType(type);
    return sign(new ASiCWithXAdESService(verifier), "a.txt", content, parameters);
  }

  byte[] asicWithCades(byte[] content, ASiCContainerType type) {
    ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
    parameters.aSiC().setContainerType(type);
    return sign(new ASiCWithCAdESService(verifier), "a.txt", content, parameters);
  }

  private <P extends AbstractSignatureParameters<?>, T extends SerializableTimestampParameters>
      byte[] sign(
          DocumentSignatureService<P, T> service, String name, byte[] content, P parameters) {
    if (stamps != null) {
      service.setTspSource(stamps);
    }
    verifier.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert()); // as careless signers do
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(official.chain().getFirst()));
    parameters.setCertificateChain(official.chain().stream().map(CertificateToken::new).toList());
    parameters.bLevel().setSigningDate(Date.from(now));
    DSSDocument document = new InMemoryDocument(content, name);
    byte[] bytes = service.getDataToSign(document, parameters).getBytes();
    SignatureAlgorithm algorithm = parameters.getSignatureAlgorithm();
    DSSDocument signed =
        service.signDocument(
            document, parameters, new SignatureValue(algorithm, official.sign(bytes)));
    try (var in = signed.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
