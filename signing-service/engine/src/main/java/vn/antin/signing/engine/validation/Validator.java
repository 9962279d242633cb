package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.exception.InvalidPasswordException;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.antin.signing.engine.PdfInspection;
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
    } catch (InvalidPasswordException e) {
      return new Validation.Refused(Reason.ENCRYPTED, "Encrypted");
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
    if (format != Format.PDF) {
      Reports reports = reports(DssValidators.of(format, document(file)), file, details);
      return report(
          format,
          read(reports, new ScopeCoverage(reports.getDiagnosticData())),
          0,
          reports,
          details);
    }
    return switch (SignedPdf.open(file.content())) {
      case SignedPdf.Result.Refused(PdfInspection verdict) -> refused(verdict);
      case SignedPdf.Result.Opened(SignedPdf pdf) -> {
        if (pdf.signedFields().isEmpty()) {
          yield Validation.Report.unsigned(format, pdf.pages());
        }
        Reports reports =
            reports(DssValidators.pdf(document(file), pdf.allCoverAll()), file, details);
        List<SignatureReport> found = new ArrayList<>(read(reports, new PdfCoverage(pdf)));
        pdf.signedFields().stream()
            .filter(field -> !seen(reports, field))
            .map(field -> Findings.malformed(field, clock.instant()).report())
            .forEach(found::add);
        yield report(format, found, pdf.pages(), reports, details);
      }
    };
  }

  /** DSS passes over dictionaries that are not quite signatures; a reader may not. */
  private static boolean seen(Reports reports, String field) {
    DiagnosticData data = reports.getDiagnosticData();
    return Stream.concat(
            data.getSignatures().stream().map(SignatureWrapper::getPDFRevision),
            data.getTimestampList().stream().map(TimestampWrapper::getPDFRevision))
        .anyMatch(
            revision -> revision != null && revision.getSignatureFieldNames().contains(field));
  }

  private Reports reports(SignedDocumentValidator validator, SignedFile file, Set<Detail> details) {
    validator.setDetachedContents(file.originals().stream().map(Validator::document).toList());
    validator.setCertificateVerifier(authorities.verifier());
    validator.setValidationTime(Date.from(clock.instant()));
    validator.setEnableEtsiValidationReport(details.contains(Detail.ETSI));
    return validator.validateDocument(DssPolicy.get());
  }

  private List<SignatureReport> read(Reports reports, Coverage coverage) {
    return new DssReading(reports, authorities, coverage, clock.instant()).signatures();
  }

  private static Validation.Report report(
      Format format,
      List<SignatureReport> signatures,
      int pages,
      Reports reports,
      Set<Detail> details) {
    boolean changed =
        signatures.stream()
            .flatMap(signature -> signature.added().stream())
            .anyMatch(addition -> !addition.allowed());
    return new Validation.Report(format, signatures, pages, changed, details(reports, details));
  }

  private static Validation.Refused refused(PdfInspection inspection) {
    return switch (inspection) {
      case PdfInspection.NotPdf _ -> new Validation.Refused(Reason.UNKNOWN_FORMAT, "No PDF");
      case PdfInspection.Encrypted _ -> new Validation.Refused(Reason.ENCRYPTED, "Encrypted");
      case PdfInspection.Broken(var damage, var detail) ->
          new Validation.Refused(
              damage == PdfInspection.Damage.LIMIT ? Reason.TOO_COMPLEX : Reason.BROKEN,
              damage + ": " + detail);
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
