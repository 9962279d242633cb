package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.validation.Addition.Kind;

/** What came after a signature of a PDF: its later revisions, as DSS compares them. */
final class PdfCoverage implements Coverage {

  private final DiagnosticData data;
  private final long documentLength;

  PdfCoverage(DiagnosticData data, long documentLength) {
    this.data = data;
    this.documentLength = documentLength;
  }

  @Override
  public Covered of(SignatureWrapper signature) {
    PDFRevisionWrapper revision = signature.getPDFRevision();
    if (revision == null) {
      return new Covered(false, List.of(), false, true);
    }
    long end = end(revision);
    boolean wellFormed = revision.isSignatureByteRangeValid();
    boolean whole = wellFormed && end == documentLength;
    List<Addition> added = new ArrayList<>();
    if (!whole) {
      later(end, added);
    }
    add(added, Kind.ANNOTATION, revision.getPdfAnnotationChanges());
    add(added, Kind.CONTENT, revision.getPdfUndefinedChanges());
    return new Covered(
        whole,
        added.stream().distinct().toList(),
        false,
        !wellFormed || !revision.isPdfSignatureDictionaryConsistent());
  }

  private void later(long end, List<Addition> added) {
    long last = end;
    for (SignatureWrapper other : data.getSignatures()) {
      PDFRevisionWrapper revision = other.getPDFRevision();
      if (end(revision) > end) {
        added.add(
            new Addition(
                Kind.SIGNATURE,
                Objects.requireNonNullElse(revision.getFirstFieldName(), ""),
                true));
      }
      last = Math.max(last, end(revision));
    }
    for (TimestampWrapper stamp : data.getTimestampList()) {
      PDFRevisionWrapper revision = stamp.getPDFRevision();
      if (end(revision) > end) {
        added.add(new Addition(Kind.TIMESTAMP, "", true));
      }
      last = Math.max(last, end(revision));
    }
    if (last < documentLength) {
      added.add(new Addition(Kind.BYTES, Long.toString(documentLength - last), false));
    }
  }

  private static void add(
      List<Addition> added, Kind kind, List<XmlObjectModification> modifications) {
    modifications.forEach(each ->
        added.add(new Addition(kind, Objects.requireNonNullElse(each.getFieldName(), ""), false)));
  }

  private static long end(@Nullable PDFRevisionWrapper revision) {
    List<BigInteger> range = revision == null ? List.of() : revision.getSignatureByteRange();
    return range.size() == 4 ? range.get(2).add(range.get(3)).longValue() : -1;
  }
}
