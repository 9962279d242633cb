package vn.antin.signing.engine.validation.coverage;

import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;

/** What came after a signature of a PDF: its later revisions. */
final class PdfCoverage implements Coverage {

  private final SignedPdf pdf;
  private final LaterSignatures.Listed listed;

  PdfCoverage(SignedPdf pdf, LaterSignatures.Listed listed) {
    this.pdf = pdf;
    this.listed = listed;
  }

  @Override
  public Covered of(SignatureWrapper signature) {
    PDFRevisionWrapper revision = signature.getPDFRevision();
    if (revision == null || !revision.isSignatureByteRangeValid()) {
      return new Covered(false, List.of(), false, true, false);
    }
    List<Addition> added = pdf.addedAfter(end(revision), listed);
    boolean tamperedWith =
        added.stream()
            .anyMatch(addition ->
                addition.kind() == Kind.FIELD
                    && !addition.allowed()
                    && addition.what().equals(field(revision)));
    return new Covered(
        pdf.nothingAfter(end(revision)),
        added,
        false,
        tamperedWith || !revision.isPdfSignatureDictionaryConsistent(),
        false);
  }

  private static String field(PDFRevisionWrapper revision) {
    return Objects.requireNonNullElse(revision.getFirstFieldName(), "");
  }

  private static long end(@Nullable PDFRevisionWrapper revision) {
    List<BigInteger> range = revision == null ? List.of() : revision.getSignatureByteRange();
    return range.size() == 4 ? range.get(2).add(range.get(3)).longValueExact() : -1;
  }
}
