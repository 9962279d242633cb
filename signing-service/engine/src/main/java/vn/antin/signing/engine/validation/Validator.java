package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.pades.exception.InvalidPasswordException;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.revocation.RevocationSource;
import vn.antin.signing.engine.validation.Validation.Detail;
import vn.antin.signing.engine.validation.Validation.Reason;
import vn.antin.signing.engine.validation.coverage.Coverage;
import vn.antin.signing.engine.validation.coverage.OfficeCoverage;
import vn.antin.signing.engine.validation.coverage.Prefix;
import vn.antin.signing.engine.validation.coverage.SignedPdf;
import vn.antin.signing.engine.validation.trust.TrustDomains;
import vn.antin.signing.engine.xml.XmlEntry;
import vn.antin.signing.engine.xml.XmlLimits;
import vn.antin.signing.engine.xml.XmlReading;

/**
 * Validates the signatures of a file of any format (ETSI EN 319 102-1). Thread-safe; asks only the
 * source of revocation that it is given. The file is held in memory several times over: bound its
 * size before.
 */
public final class Validator {

  static {
    PaddedCms.install();
  }

  private final Authorities authorities;
  private final @Nullable RevocationSource revocation;
  private final InstantSource clock;
  private final ValidationPolicy policy = DssPolicy.get();
  private final SafeEntry entry = new SafeEntry();
  private final XmlEntry xml = new XmlEntry(XmlLimits.DEFAULT);

  /** A validator that asks nobody: what is in the file and at hand has to do. */
  public Validator(TrustDomains trust, InstantSource clock) {
    this(trust, null, clock);
  }

  /**
   * A validator that asks about revocation; not about certificates that lead to no anchor.
   *
   * @param revocation null for nobody
   */
  public Validator(TrustDomains trust, @Nullable RevocationSource revocation, InstantSource clock) {
    this.authorities = new Authorities(trust);
    this.revocation = revocation;
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
    try {
      return switch (entry.look(file.content())) {
        case SafeEntry.Look.Refused(Validation.Refused refusal) -> refusal;
        case SafeEntry.Look.Sound(Format format) -> validate(format, file, details);
      };
    } catch (InvalidPasswordException e) {
      return new Validation.Refused(Reason.ENCRYPTED, "Encrypted");
    } catch (IOException | RuntimeException e) {
      // the libraries below meet hostile bytes with exceptions of all kinds
      return new Validation.Refused(Reason.BROKEN, e.toString());
    } catch (StackOverflowError e) {
      return new Validation.Refused(Reason.TOO_COMPLEX, "Nested too deep");
    }
  }

  private Validation validate(Format format, SignedFile file, Set<Detail> details)
      throws IOException {
    return switch (format) {
      case PDF -> pdf(file, details);
      case OFFICE -> office(file, details);
      case XML -> {
        XmlReading reading = xml.read(new Prefix(file.content(), file.content().length));
        if (!(reading instanceof XmlReading.Read(Document document))) {
          yield new Validation.Refused(Reason.BROKEN, reading.toString());
        }
        Reports reports = reports(DssValidators.of(format, document(file)), file, details);
        yield report(format, read(reports, Coverage.of(document)), 0, reports, details);
      }
      case CMS, JWS, ASIC, OPEN_DOCUMENT -> {
        Reports reports = reports(DssValidators.of(format, document(file)), file, details);
        Coverage coverage = Coverage.of(reports.getDiagnosticData());
        yield report(format, read(reports, coverage), 0, reports, details);
      }
    };
  }

  /** Each signature is an XML document of its own; the details told are the first one's. */
  private Validation office(SignedFile file, Set<Detail> details) throws IOException {
    List<SignatureReport> found = new ArrayList<>();
    Map<Detail, String> texts = Map.of();
    for (OfficeCoverage signature : OfficeCoverage.of(file.content())) {
      SignedFile part = SignedFile.of(signature.name(), signature.xml());
      Reports reports = reports(DssValidators.of(Format.XML, document(part)), part, details);
      found.addAll(read(reports, signature));
      texts = texts.isEmpty() ? details(reports, details) : texts;
    }
    return new Validation.Report(Format.OFFICE, found, 0, changed(found), texts);
  }

  private Validation pdf(SignedFile file, Set<Detail> details) {
    return switch (SignedPdf.open(file.content())) {
      case SignedPdf.Result.Refused(PdfInspection verdict) -> refused(verdict);
      case SignedPdf.Result.Opened(SignedPdf pdf) -> {
        if (pdf.signedFields().isEmpty()) {
          yield Validation.Report.unsigned(Format.PDF, pdf.pages());
        }
        Reports reports =
            reports(
                DssValidators.pdf(document(file), pdf.allCoverAll() || details.isEmpty()),
                file,
                details);
        Coverage coverage = pdf.coverage(reports.getDiagnosticData());
        List<SignatureReport> found = new ArrayList<>(read(reports, coverage));
        pdf.signedFields().stream()
            .filter(field -> !seen(reports, field))
            .map(field -> Findings.malformed(field, clock.instant()).report())
            .forEach(found::add);
        yield report(Format.PDF, found, pdf.pages(), reports, details);
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
    validator.setCertificateVerifier(authorities.verifier(revocation, clock.instant()));
    validator.setValidationTime(Date.from(clock.instant()));
    validator.setEnableEtsiValidationReport(details.contains(Detail.ETSI));
    return validator.validateDocument(policy);
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
    return new Validation.Report(
        format, signatures, pages, changed(signatures), details(reports, details));
  }

  private static boolean changed(List<SignatureReport> signatures) {
    return signatures.stream()
        .flatMap(signature -> signature.added().stream())
        .anyMatch(addition -> !addition.allowed());
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
