package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.JWSSerializationType;
import eu.europa.esig.dss.enumerations.SigDMechanism;
import eu.europa.esig.dss.enumerations.SignatureForm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.jades.JAdESSignatureParameters;
import eu.europa.esig.dss.jades.signature.JAdESService;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DigestDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignerLocation;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.signature.AbstractSignatureParameters;
import eu.europa.esig.dss.signature.MultipleDocumentsSignatureService;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import vn.antin.signing.engine.Level;

/** Makes DSS's services and parameters for a request. */
final class Jobs {

  private final Workbench bench;

  Jobs(Workbench bench) {
    this.bench = bench;
  }

  Job of(List<DSSDocument> documents, AdesRequest request, Instant time) {
    return switch (request) {
      case AdesRequest.Xades xades -> xades(documents, xades, time);
      case AdesRequest.Cades cades -> cades(documents, cades, time);
      case AdesRequest.Jades jades -> jades(documents, jades, time);
      case AdesRequest.Asic asic when asic.kind().xades() ->
          asicWithXades(documents, request, asic.kind().simple(), time);
      case AdesRequest.Asic asic -> asicWithCades(documents, request, asic.kind().simple(), time);
      case AdesRequest.OpenDocument _ -> asicWithXades(documents, request, false, time);
      case AdesRequest.Counter counter -> new CounterJobs(bench).of(documents, counter, time);
    };
  }

  private Job xades(List<DSSDocument> documents, AdesRequest.Xades request, Instant time) {
    XAdESSignatureParameters parameters = new XAdESSignatureParameters();
    fill(parameters, request, SignatureForm.XAdES, time);
    parameters.setSignaturePackaging(
        switch (request.packaging()) {
          case ENVELOPED, EDXML -> SignaturePackaging.ENVELOPED;
          case ENVELOPING -> SignaturePackaging.ENVELOPING;
          case DETACHED -> SignaturePackaging.DETACHED;
        });
    if (request.packaging() == AdesRequest.XadesPackaging.EDXML) {
      parameters.setXPathLocationString(EdXml.SIGNATURE_PLACE);
    }
    XAdESService service = new XAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return job(service, documents, parameters);
  }

  private Job cades(List<DSSDocument> documents, AdesRequest.Cades request, Instant time) {
    CAdESSignatureParameters parameters = new CAdESSignatureParameters();
    fill(parameters, request, SignatureForm.CAdES, time);
    parameters.setSignaturePackaging(
        request.attached() ? SignaturePackaging.ENVELOPING : SignaturePackaging.DETACHED);
    parameters.setParallelSignature(request.parallel());
    if (request.parallel() && !request.attached()) {
      parameters.setDetachedContents(documents.subList(1, documents.size()));
    }
    CAdESService service = new CAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    DSSDocument first = documents.getFirst();
    if (request.parallel() || request.level() == Level.B_B) {
      return new Job(
          () -> service.getDataToSign(first, parameters),
          value -> service.signDocument(first, parameters, value));
    }
    // DSS cannot verify a CMS with content that it has just made, before it is read again.
    parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
    return new Job(
        () -> service.getDataToSign(first, parameters),
        value -> {
          DSSDocument signed =
              new InMemoryDocument(
                  DSSUtils.toByteArray(service.signDocument(first, parameters, value)));
          CAdESSignatureParameters raised = new CAdESSignatureParameters();
          raised.setSignatureLevel(level(SignatureForm.CAdES, request.level()));
          raised.setDetachedContents(request.attached() ? List.of() : documents);
          return service.extendDocument(signed, raised);
        });
  }

  private Job jades(List<DSSDocument> documents, AdesRequest.Jades request, Instant time) {
    JAdESSignatureParameters parameters = new JAdESSignatureParameters();
    fill(parameters, request, SignatureForm.JAdES, time);
    parameters.setJwsSerializationType(
        request.form() == AdesRequest.JadesForm.COMPACT
            ? JWSSerializationType.COMPACT_SERIALIZATION
            : JWSSerializationType.JSON_SERIALIZATION);
    boolean detached = request.form() == AdesRequest.JadesForm.DETACHED;
    parameters.setSignaturePackaging(
        detached ? SignaturePackaging.DETACHED : SignaturePackaging.ENVELOPING);
    if (detached) {
      parameters.setSigDMechanism(SigDMechanism.OBJECT_ID_BY_URI_HASH);
      // Else sigD holds the hash of the document in base64url, which is not the one given.
      parameters.setBase64UrlEncodedPayload(!(documents.getFirst() instanceof DigestDocument));
    }
    List<DSSDocument> signed = documents;
    if (request.parallel()) {
      signed = documents.subList(0, 1);
      if (detached) {
        parameters.setDetachedContents(documents.subList(1, documents.size()));
      }
    }
    JAdESService service = new JAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return job(service, signed, parameters);
  }

  private Job asicWithXades(
      List<DSSDocument> documents, AdesRequest request, boolean simple, Instant time) {
    ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
    fill(parameters, request, SignatureForm.XAdES, time);
    parameters.aSiC().setContainerType(type(simple));
    ASiCWithXAdESService service = new ASiCWithXAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return job(service, documents, parameters);
  }

  private Job asicWithCades(
      List<DSSDocument> documents, AdesRequest request, boolean simple, Instant time) {
    ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
    fill(parameters, request, SignatureForm.CAdES, time);
    parameters.aSiC().setContainerType(type(simple));
    ASiCWithCAdESService service = new ASiCWithCAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return job(service, documents, parameters);
  }

  static ASiCContainerType type(boolean simple) {
    return simple ? ASiCContainerType.ASiC_S : ASiCContainerType.ASiC_E;
  }

  private static <P extends AbstractSignatureParameters<?>> Job job(
      MultipleDocumentsSignatureService<P, ?> service, List<DSSDocument> documents, P parameters) {
    return new Job(
        () -> service.getDataToSign(documents, parameters),
        value -> service.signDocument(documents, parameters, value));
  }

  static void fill(
      AbstractSignatureParameters<?> parameters,
      AdesRequest request,
      SignatureForm form,
      Instant time) {
    parameters.setSignatureLevel(level(form, request.level()));
    List<CertificateToken> chain =
        request.signer().chain().stream().map(CertificateToken::new).toList();
    parameters.setSigningCertificate(chain.getFirst());
    parameters.setCertificateChain(chain);
    // After the certificate, which sets them to what its key suggests.
    parameters.setEncryptionAlgorithm(DssAlgorithm.encryption(request.signer().algorithm()));
    parameters.setDigestAlgorithm(DssAlgorithm.digest(request.signer().algorithm()));
    parameters.bLevel().setSigningDate(Date.from(time));
    // All issuers are embedded, the root too: who checks offline must find them.
    parameters.bLevel().setTrustAnchorBPPolicy(false);
    if (!request.claims().roles().isEmpty()) {
      parameters.bLevel().setClaimedSignerRoles(request.claims().roles());
    }
    String place = request.claims().place();
    if (place != null) {
      SignerLocation location = new SignerLocation();
      location.setLocality(place);
      parameters.bLevel().setSignerLocation(location);
    }
  }

  static SignatureLevel level(SignatureForm form, Level level) {
    String step =
        switch (level) {
          case B_B -> "B";
          case B_T -> "T";
          case B_LT -> "LT";
          case B_LTA -> "LTA";
        };
    return SignatureLevel.valueByName(form.name() + "-BASELINE-" + step);
  }
}
