package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.JWSSerializationType;
import eu.europa.esig.dss.enumerations.SignatureForm;
import eu.europa.esig.dss.jades.JAdESSignatureParameters;
import eu.europa.esig.dss.jades.signature.JAdESService;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.analyzer.DefaultDocumentAnalyzer;
import eu.europa.esig.dss.spi.validation.analyzer.DocumentAnalyzer;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Augmentation;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;

/**
 * Raises signatures to a level, and renews what has it: a document at B-LTA gets one more archive
 * time-stamp with the proof that the last one needs. All signatures of the document are augmented.
 * Thread-safe; document sources are used by the calling thread only.
 */
public final class AdesAugmenter {

  private final InstantSource clock;
  private final LongTerm ports;
  private final Admission admission = new Admission();

  public AdesAugmenter(InstantSource clock, LongTerm ports) {
    this.clock = clock;
    this.ports = ports;
  }

  /**
   * Writes the augmented document.
   *
   * @param documents the signed document, then what it signs from outside
   * @param level B-T at least
   * @throws EngineException when a source or the output fails
   */
  public Augmentation augment(List<NamedDocument> documents, Level level, OutputStream out) {
    if (level == Level.B_B) {
      throw new IllegalArgumentException("A signature is augmented to B-T at least");
    }
    Findings findings = new Findings();
    try {
      Preparation.Refused refused = admission.signed(documents);
      if (refused != null) {
        return new Augmentation.Refused(
            Augmentation.Reason.UNUSABLE, refused.reason() + ": " + refused.detail());
      }
      List<DSSDocument> dss = documents.stream().<DSSDocument>map(SourceDocument::new).toList();
      Completion.Completed written = DigestingOutput.write(extended(dss, level, findings), out);
      return new Augmentation.Augmented(written.length(), written.hash());
    } catch (IOException e) {
      throw EngineException.unreadable(e);
    } catch (EngineException e) {
      throw e;
    } catch (NotSigned e) {
      return new Augmentation.Refused(Augmentation.Reason.NOT_SIGNED, "No signature");
    } catch (RuntimeException | StackOverflowError e) {
      return new Augmentation.Refused(reason(findings.trouble()), e.toString());
    }
  }

  private static Augmentation.Reason reason(Completion.@Nullable Reason trouble) {
    return switch (trouble) {
      case TIME_STAMP_UNAVAILABLE -> Augmentation.Reason.TIME_STAMP_UNAVAILABLE;
      case REVOCATION_UNAVAILABLE -> Augmentation.Reason.REVOCATION_UNAVAILABLE;
      case CERTIFICATE_REVOKED -> Augmentation.Reason.CERTIFICATE_REVOKED;
      case null, default -> Augmentation.Reason.SIGNATURE_UNREADABLE;
    };
  }

  /** Carried out of the depth of augmenting; never leaves this class. */
  private static final class NotSigned extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  private DSSDocument extended(List<DSSDocument> documents, Level level, Findings findings) {
    DSSDocument signed = documents.getFirst();
    List<DSSDocument> contents = documents.subList(1, documents.size());
    Instant now = clock.instant();
    Workbench bench = Workbench.of(ports, findings, List.of(), now);
    DocumentAnalyzer analyzer = DefaultDocumentAnalyzer.fromDocument(signed);
    analyzer.setCertificateVerifier(bench.verifier());
    List<AdvancedSignature> signatures = analyzer.getSignatures();
    if (signatures.isEmpty()) {
      throw new NotSigned();
    }
    SignatureForm form = signatures.getFirst().getSignatureForm();
    boolean container = Magic.of(signed) == Magic.ZIP;
    return switch (form) {
      case XAdES ->
          container
              ? asicWithXades(bench, signed, level, now)
              : xades(bench, signed, contents, level);
      case CAdES ->
          container
              ? asicWithCades(bench, signed, level, now)
              : cades(bench, signed, contents, level);
      case JAdES -> jades(bench, signed, contents, level);
      default -> throw new UnsupportedOperationException("A signature of the form " + form);
    };
  }

  private static DSSDocument xades(
      Workbench bench, DSSDocument signed, List<DSSDocument> contents, Level level) {
    XAdESSignatureParameters parameters = new XAdESSignatureParameters();
    parameters.setSignatureLevel(Jobs.level(SignatureForm.XAdES, level));
    parameters.setDetachedContents(contents);
    XAdESService service = new XAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service.extendDocument(signed, parameters);
  }

  private static DSSDocument cades(
      Workbench bench, DSSDocument signed, List<DSSDocument> contents, Level level) {
    CAdESSignatureParameters parameters = new CAdESSignatureParameters();
    parameters.setSignatureLevel(Jobs.level(SignatureForm.CAdES, level));
    parameters.setDetachedContents(contents);
    CAdESService service = new CAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service.extendDocument(signed, parameters);
  }

  private static DSSDocument jades(
      Workbench bench, DSSDocument signed, List<DSSDocument> contents, Level level) {
    JAdESSignatureParameters parameters = new JAdESSignatureParameters();
    parameters.setSignatureLevel(Jobs.level(SignatureForm.JAdES, level));
    parameters.setJwsSerializationType(JWSSerializationType.JSON_SERIALIZATION);
    parameters.setDetachedContents(contents);
    JAdESService service = new JAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service.extendDocument(signed, parameters);
  }

  private static DSSDocument asicWithXades(
      Workbench bench, DSSDocument signed, Level level, Instant now) {
    ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
    parameters.setSignatureLevel(Jobs.level(SignatureForm.XAdES, level));
    parameters.bLevel().setSigningDate(Date.from(now));
    ASiCWithXAdESService service = new ASiCWithXAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service.extendDocument(signed, parameters);
  }

  private static DSSDocument asicWithCades(
      Workbench bench, DSSDocument signed, Level level, Instant now) {
    ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
    parameters.setSignatureLevel(Jobs.level(SignatureForm.CAdES, level));
    parameters.bLevel().setSigningDate(Date.from(now));
    ASiCWithCAdESService service = new ASiCWithCAdESService(bench.verifier());
    service.setTspSource(bench.timeStamps());
    return service.extendDocument(signed, parameters);
  }
}
