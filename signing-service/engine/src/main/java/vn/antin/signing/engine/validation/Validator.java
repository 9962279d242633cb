package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.PdfInspector;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.Validation.Reason;

/**
 * Validates the signatures of a file of any format (ETSI EN 319 102-1). Thread-safe; makes no
 * network connection. The file is held in memory several times over: bound its size before.
 */
public final class Validator {

  static {
    PaddedCms.install();
  }

  private final Authorities authorities;
  private final InstantSource clock;

  public Validator(TrustDomains trust, InstantSource clock) {
    this.authorities = new Authorities(trust);
    this.clock = clock;
  }

  /** Validates without DSS's own reports. */
  public Validation validate(SignedFile file) {
    return validate(file, Set.of());
  }

  /**
   * Validates.
   *
   * @param details DSS's reports that are wanted beside ours; each costs time
   */
  public Validation validate(SignedFile file, Set<Detail> details) {
    Optional<Format> format = Format.of(file.content());
    if (format.isEmpty()) {
      return new Validation.Refused(Reason.UNKNOWN_FORMAT, "No format that carries signatures");
    }
    try {
      return validate(format.get(), file, details);
    } catch (DSSException
        | IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | IndexOutOfBoundsException
        | ClassCastException e) {
      return new Validation.Refused(Reason.BROKEN, e.toString());
    } catch (StackOverflowError e) {
      return new Validation.Refused(Reason.TOO_COMPLEX, "Nested too deep");
    }
  }

  private Validation validate(Format format, SignedFile file, Set<Detail> details) {
    int pages = 0;
    if (format == Format.PDF) {
      PdfInspection inspection = new PdfInspector().inspect(DocumentSource.of(file.content()));
      if (!(inspection instanceof PdfInspection.Usable usable)) {
        return refused(inspection);
      }
      pages = usable.pageCount();
      if (usable.signatures() == 0) {
        return Validation.Report.unsigned(format, pages);
      }
    }
    Instant now = clock.instant();
    SignedDocumentValidator validator = DssValidators.of(format, document(file));
    validator.setDetachedContents(file.originals().stream().map(Validator::document).toList());
    validator.setCertificateVerifier(authorities.verifier());
    validator.setValidationTime(Date.from(now));
    validator.setEnableEtsiValidationReport(details.contains(Detail.ETSI));
    Reports reports = validator.validateDocument(DssPolicy.get());
    Coverage coverage =
        format == Format.PDF
            ? new PdfCoverage(reports.getDiagnosticData(), file.content().length)
            : new ScopeCoverage(reports.getDiagnosticData());
    List<SignatureReport> signatures =
        new DssReading(reports, authorities, coverage, now).signatures();
    return new Validation.Report(
        format,
        signatures,
        pages,
        signatures.stream().flatMap(each -> each.added().stream()).anyMatch(a -> !a.allowed()),
        details(reports, details));
  }

  private static Validation.Refused refused(PdfInspection inspection) {
    return switch (inspection) {
      case PdfInspection.NotPdf _ -> new Validation.Refused(Reason.UNKNOWN_FORMAT, "No PDF");
      case PdfInspection.Encrypted _ -> new Validation.Refused(Reason.ENCRYPTED, "Encrypted");
      case PdfInspection.Broken(var damage, var detail) ->
          new Validation.Refused(Reason.BROKEN, damage + ": " + detail);
      case PdfInspection.Usable _ -> throw new IllegalArgumentException("A usable PDF");
    };
  }

  private static DSSDocument document(SignedFile file) {
    return new InMemoryDocument(file.content(), file.name());
  }

  private static Map<Detail, String> details(Reports reports, Set<Detail> wanted) {
    Map<Detail, String> texts = new EnumMap<>(Detail.class);
    for (Detail detail : wanted) {
      texts.put(
          detail,
          switch (detail) {
            case SIMPLE -> reports.getXmlSimpleReport();
            case DETAILED -> reports.getXmlDetailedReport();
            case DIAGNOSTIC -> reports.getXmlDiagnosticData();
            case ETSI -> reports.getXmlValidationReport();
          });
    }
    return texts;
  }
}
