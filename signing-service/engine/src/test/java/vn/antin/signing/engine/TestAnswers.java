package vn.antin.signing.engine;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import vn.antin.signing.engine.TestAuthority.Behaviour;
import vn.antin.signing.engine.TestAuthority.Service;

/** What a test authority says, right or wrong. */
final class TestAnswers {

  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4.5");
  private static final KeyPair STRANGER = TestSigner.keys("EC", 256);

  private final InstantSource clock;
  private final TestCertificates certificates;
  private final Party root;
  private final Party issuing;
  private final Party tsa;
  private final Party responder;
  private final Map<BigInteger, Instant> revoked = new ConcurrentHashMap<>();

  /** Somebody with a key. */
  record Party(X509Certificate certificate, PrivateKey key) {

    X509CertificateHolder holder() throws GeneralSecurityException {
      return new JcaX509CertificateHolder(certificate);
    }

    String signature() {
      return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }
  }

  TestAnswers(
      InstantSource clock,
      TestCertificates certificates,
      Party root,
      Party issuing,
      Party tsa,
      Party responder) {
    this.clock = clock;
    this.certificates = certificates;
    this.root = root;
    this.issuing = issuing;
    this.tsa = tsa;
    this.responder = responder;
  }

  X509Certificate official(String name, PublicKey key) {
    return certificates.official(name, key, issuing.certificate(), issuing.key());
  }

  void revoke(X509Certificate certificate, Instant when) {
    revoked.put(certificate.getSerialNumber(), when);
  }

  byte[] answer(Service service, Behaviour behaviour, byte[] question)
      throws IOException, GeneralSecurityException {
    try {
      return switch (service) {
        case TSA -> timeStamp(new TimeStampRequest(question), behaviour);
        case OCSP -> status(new OCSPReq(question), behaviour);
        case ROOT_CRL -> list(root, behaviour);
        case ISSUING_CRL -> list(issuing, behaviour);
        case ROOT_CERTIFICATE -> root.certificate().getEncoded();
        case ISSUING_CERTIFICATE -> issuing.certificate().getEncoded();
      };
    } catch (TSPException | OCSPException | OperatorCreationException | CMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] timeStamp(TimeStampRequest asked, Behaviour behaviour)
      throws TSPException,
          IOException,
          OperatorCreationException,
          GeneralSecurityException,
          CMSException {
    TimeStampRequest request = misunderstood(asked, behaviour);
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build(tsa.signature(), tsa.key(), tsa.certificate()),
            digests().get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
            POLICY);
    generator.addCertificates(new JcaCertStore(List.of(tsa.certificate(), issuing.certificate())));
    TimeStampResponseGenerator responses =
        new TimeStampResponseGenerator(generator, TSPAlgorithms.ALLOWED, Set.of(POLICY.getId()));
    if (behaviour == Behaviour.REJECT) {
      return responses.generateRejectedResponse(new TSPException("not today")).getEncoded();
    }
    Instant time = clock.instant();
    if (behaviour == Behaviour.WRONG_TIME) {
      time = time.minus(Duration.ofHours(1));
    }
    byte[] encoded =
        responses
            .generateGrantedResponse(request, TestAuthority.serial(), Date.from(time))
            .getEncoded();
    if (behaviour == Behaviour.BAD_SIGNATURE) {
      encoded[encoded.length - 1] ^= 1;
    }
    return behaviour == Behaviour.WRONG_PURPOSE ? withoutPurpose(encoded) : encoded;
  }

  private static TimeStampRequest misunderstood(TimeStampRequest asked, Behaviour behaviour)
      throws IOException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] digest = asked.getMessageImprintDigest();
    return switch (behaviour) {
      case OTHER_NONCE ->
          generator.generate(asked.getMessageImprintAlgOID(), digest, BigInteger.TEN);
      case OTHER_IMPRINT ->
          generator.generate(
              asked.getMessageImprintAlgOID(), new byte[digest.length], asked.getNonce());
      default -> asked;
    };
  }

  /** The same statement, signed with a certificate whose purpose is not critical. */
  private byte[] withoutPurpose(byte[] response)
      throws IOException,
          TSPException,
          OperatorCreationException,
          GeneralSecurityException,
          CMSException {
    org.bouncycastle.tsp.TimeStampResponse good =
        new org.bouncycastle.tsp.TimeStampResponse(response);
    Party wrong =
        new Party(
            certificates.timeStamping(
                STRANGER.getPublic(), issuing.certificate(), issuing.key(), false),
            STRANGER.getPrivate());
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSimpleSignerInfoGeneratorBuilder()
            .setSignedAttributeGenerator(
                new org.bouncycastle.asn1.cms.AttributeTable(
                    new org.bouncycastle.asn1.cms.Attribute(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new org.bouncycastle.asn1.DERSet(
                            new org.bouncycastle.asn1.ess.SigningCertificateV2(
                                new org.bouncycastle.asn1.ess.ESSCertIDv2(
                                    java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(wrong.certificate().getEncoded())))))))
            .build(wrong.signature(), wrong.key(), wrong.certificate()));
    generator.addCertificates(new JcaCertStore(List.of(wrong.certificate())));
    CMSSignedData signed =
        generator.generate(
            new CMSProcessableByteArray(
                PKCSObjectIdentifiers.id_ct_TSTInfo,
                good.getTimeStampToken().getTimeStampInfo().getEncoded()),
            true);
    return new org.bouncycastle.asn1.tsp.TimeStampResp(
            new org.bouncycastle.asn1.cmp.PKIStatusInfo(
                org.bouncycastle.asn1.cmp.PKIStatus.granted),
            signed.toASN1Structure())
        .getEncoded();
  }

  private byte[] status(OCSPReq asked, Behaviour behaviour)
      throws OCSPException, OperatorCreationException, GeneralSecurityException, IOException {
    if (behaviour == Behaviour.REJECT) {
      return new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
    }
    Party signer =
        switch (behaviour) {
          case BY_ISSUER -> issuing;
          case WRONG_PURPOSE ->
              new Party(
                  certificates.responder(
                      STRANGER.getPublic(), issuing.certificate(), issuing.key(), false),
                  STRANGER.getPrivate());
          default -> responder;
        };
    BasicOCSPRespBuilder builder =
        new BasicOCSPRespBuilder(new RespID(signer.holder().getSubject()));
    Instant now = clock.instant();
    if (behaviour == Behaviour.OUT_OF_DATE) {
      now = now.minus(Duration.ofDays(10));
    }
    for (Req request : asked.getRequestList()) {
      Instant when = revoked.get(request.getCertID().getSerialNumber());
      builder.addResponse(
          request.getCertID(),
          when == null
              ? CertificateStatus.GOOD
              : new RevokedStatus(Date.from(when), CRLReason.keyCompromise),
          Date.from(now),
          Date.from(now.plus(Duration.ofDays(1))),
          null);
    }
    Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (behaviour == Behaviour.OTHER_NONCE) {
      nonce =
          new Extension(
              OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
              false,
              new org.bouncycastle.asn1.DEROctetString(new byte[32]).getEncoded());
    }
    if (nonce != null) {
      builder.setResponseExtensions(new Extensions(nonce));
    }
    byte[] encoded =
        new OCSPRespBuilder()
            .build(
                OCSPRespBuilder.SUCCESSFUL,
                builder.build(
                    new JcaContentSignerBuilder(signer.signature()).build(signer.key()),
                    new X509CertificateHolder[] {signer.holder()},
                    Date.from(now)))
            .getEncoded();
    if (behaviour == Behaviour.BAD_SIGNATURE) {
      encoded[encoded.length - 1] ^= 1;
    }
    return encoded;
  }

  private byte[] list(Party issuer, Behaviour behaviour)
      throws OperatorCreationException, IOException {
    Instant now = clock.instant();
    if (behaviour == Behaviour.OUT_OF_DATE) {
      now = now.minus(Duration.ofDays(10));
    }
    JcaX509v2CRLBuilder builder =
        new JcaX509v2CRLBuilder(issuer.certificate().getSubjectX500Principal(), Date.from(now));
    builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(7))));
    revoked.forEach(
        (serial, when) -> builder.addCRLEntry(serial, Date.from(when), CRLReason.keyCompromise));
    if (behaviour == Behaviour.INDIRECT) {
      builder.addExtension(
          Extension.issuingDistributionPoint,
          true,
          new IssuingDistributionPoint(null, false, false, null, true, false));
    }
    if (behaviour == Behaviour.DELTA) {
      builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1));
    }
    byte[] encoded =
        builder
            .build(new JcaContentSignerBuilder(issuer.signature()).build(issuer.key()))
            .getEncoded();
    if (behaviour == Behaviour.BAD_SIGNATURE) {
      encoded[encoded.length - 1] ^= 1;
    }
    return encoded;
  }

  private static DigestCalculatorProvider digests() throws OperatorCreationException {
    return new JcaDigestCalculatorProviderBuilder().build();
  }
}
