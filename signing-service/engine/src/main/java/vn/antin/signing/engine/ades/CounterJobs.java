package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.cades.signature.CAdESCounterSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.JWSSerializationType;
import eu.europa.esig.dss.enumerations.SignatureForm;
import eu.europa.esig.dss.jades.signature.JAdESCounterSignatureParameters;
import eu.europa.esig.dss.jades.signature.JAdESService;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.SerializableCounterSignatureParameters;
import eu.europa.esig.dss.signature.AbstractSignatureParameters;
import eu.europa.esig.dss.signature.CounterSignatureService;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.analyzer.DefaultDocumentAnalyzer;
import eu.europa.esig.dss.spi.validation.analyzer.DocumentAnalyzer;
import eu.europa.esig.dss.xades.signature.XAdESCounterSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.time.Instant;
import java.util.List;

/** Makes DSS's services and parameters for a signature on a signature. */
final class CounterJobs {

  private final Workbench bench;

  CounterJobs(Workbench bench) {
    this.bench = bench;
  }

  Job of(List<DSSDocument> documents, AdesRequest.Counter request, Instant time) {
    DSSDocument signed = documents.getFirst();
    AdvancedSignature signature = signature(documents, request.signature());
    boolean container = Magic.of(signed) == Magic.ZIP;
    SignatureForm form = signature.getSignatureForm();
    return switch (form) {
      case XAdES -> {
        XAdESCounterSignatureParameters parameters = new XAdESCounterSignatureParameters();
        yield job(
            container ? asicWithXades() : xades(), signed, signature, parameters, request, time);
      }
      case CAdES -> {
        CAdESCounterSignatureParameters parameters = new CAdESCounterSignatureParameters();
        yield job(
            container ? asicWithCades() : cades(), signed, signature, parameters, request, time);
      }
      case JAdES -> {
        JAdESCounterSignatureParameters parameters = new JAdESCounterSignatureParameters();
        parameters.setJwsSerializationType(JWSSerializationType.COMPACT_SERIALIZATION);
        JAdESService service = new JAdESService(bench.verifier());
        service.setTspSource(bench.timeStamps());
        yield job(service, signed, signature, parameters, request, time);
      }
      default -> throw new UnsupportedOperationException("A signature of the form " + form);
    };
  }

  private AdvancedSignature signature(List<DSSDocument> documents, int which) {
    DocumentAnalyzer analyzer = DefaultDocumentAnalyzer.fromDocument(documents.getFirst());
    analyzer.setCertificateVerifier(bench.verifier());
    if (documents.size() > 1) {
      analyzer.setDetachedContents(documents.subList(1, documents.size()));
    }
    List<AdvancedSignature> signatures = analyzer.getSignatures();
    if (which >= signatures.size()) {
      throw new UnsupportedOperationException(
          "Signature %d of %d".formatted(which, signatures.size()));
    }
    return signatures.get(which);
  }

  private XAdESService xades() {
    XAdESService service = new XAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service;
  }

  private ASiCWithXAdESService asicWithXades() {
    ASiCWithXAdESService service = new ASiCWithXAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service;
  }

  private CAdESService cades() {
    CAdESService service = new CAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service;
  }

  private ASiCWithCAdESService asicWithCades() {
    ASiCWithCAdESService service = new ASiCWithCAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service;
  }

  private static <P extends AbstractSignatureParameters<?> & SerializableCounterSignatureParameters>
      Job job(
          CounterSignatureService<P> service,
          DSSDocument signed,
          AdvancedSignature signature,
          P parameters,
          AdesRequest.Counter request,
          Instant time) {
    Jobs.fill(parameters, request, signature.getSignatureForm(), time);
    parameters.setSignatureIdToCounterSign(signature.getId());
    return new Job(
        () -> service.getDataToBeCounterSigned(signed, parameters),
        value -> service.counterSignSignature(signed, parameters, value));
  }
}
