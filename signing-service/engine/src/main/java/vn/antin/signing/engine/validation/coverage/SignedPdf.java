package vn.antin.signing.engine.validation.coverage;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.antin.signing.engine.PdfInspection;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignatureField;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;

/**
 * A PDF with its signatures, read by our own reader within its limits before DSS sees it. Not
 * thread-safe.
 */
public final class SignedPdf {

  private static final byte[] END_OF_FILE = "%%EOF".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final PdfFile file;
  private final List<PdfSignatureField> signed;
  private final int pages;
  private final Map<Long, List<Addition>> additions = new HashMap<>();

  private SignedPdf(byte[] bytes, PdfFile file) {
    this.bytes = bytes;
    this.file = file;
    this.signed =
        file.signatureFields().stream().filter(field -> field.signature().isPresent()).toList();
    this.pages = file.pageCount();
  }

  /** What opening gave: the file, or why not. */
  public sealed interface Result {

    record Opened(SignedPdf pdf) implements Result {}

    record Refused(PdfInspection verdict) implements Result {}
  }

  /** Opens it and finds its signatures. */
  public static Result open(byte[] bytes) {
    try {
      return switch (PdfFile.open(new Prefix(bytes, bytes.length))) {
        case Opening.Opened(PdfFile file) -> new Result.Opened(new SignedPdf(bytes, file));
        case Opening.Refused(PdfInspection verdict) -> new Result.Refused(verdict);
      };
    } catch (BrokenPdf e) {
      return new Result.Refused(new PdfInspection.Broken(e.damage(), e.detail()));
    }
  }

  public int pages() {
    return pages;
  }

  /** Names of the fields that hold a signature or document time-stamp, well-formed or not. */
  public List<String> signedFields() {
    return signed.stream().map(PdfSignatureField::name).toList();
  }

  /** Whether a signature reaches the end, so that DSS need not compare revisions. */
  public boolean allCoverAll() {
    return signed.stream()
        .allMatch(field ->
            field.signature().stream().allMatch(signature -> signature.coversAllOf(bytes.length)));
  }

  /** What each of its signatures covers, for those that DSS reports. */
  public Coverage coverage(DiagnosticData data) {
    return new PdfCoverage(this, LaterSignatures.Listed.of(data));
  }

  /** Whether what was signed up to here is all of the file, but for white space. */
  boolean nothingAfter(long end) {
    for (long at = end; at < bytes.length; at++) {
      if (!isSpace(bytes[(int) at])) {
        return false;
      }
    }
    return end <= bytes.length;
  }

  private static boolean isSpace(byte value) {
    return value == '\r' || value == '\n' || value == ' ' || value == '\t' || value == 0;
  }

  /** What came after the first so many bytes. */
  List<Addition> addedAfter(long end, LaterSignatures.Listed listed) {
    return nothingAfter(end)
        ? List.of()
        : additions.computeIfAbsent(end, at -> compare(at, listed));
  }

  private List<Addition> compare(long end, LaterSignatures.Listed listed) {
    List<Addition> added = new ArrayList<>();
    try {
      switch (PdfFile.open(new Prefix(bytes, (int) end))) {
        case Opening.Opened(PdfFile before) -> {
          added.addAll(new PdfComparison(before, file, listed).additions());
          if (file.repaired().isPresent() && before.repaired().isEmpty()) {
            added.add(new Addition(Kind.CATALOG, "xref", false));
          }
        }
        case Opening.Refused _ -> added.add(new Addition(Kind.CONTENT, "", false));
      }
    } catch (BrokenPdf e) {
      added.add(new Addition(Kind.CONTENT, e.detail(), false));
    }
    int loose = bytes.length - endOfLastUpdate();
    if (added.isEmpty() || loose > 0) {
      added.add(
          new Addition(Kind.BYTES, Long.toString(loose > 0 ? loose : bytes.length - end), false));
    }
    return List.copyOf(added);
  }

  /** Where white space after the last end-of-file marker ends. */
  private int endOfLastUpdate() {
    for (int at = bytes.length - END_OF_FILE.length; at >= 0; at--) {
      if (isMarker(at)) {
        int end = at + END_OF_FILE.length;
        while (end < bytes.length && isSpace(bytes[end])) {
          end++;
        }
        return end;
      }
    }
    return bytes.length;
  }

  private boolean isMarker(int at) {
    for (int i = 0; i < END_OF_FILE.length; i++) {
      if (bytes[at + i] != END_OF_FILE[i]) {
        return false;
      }
    }
    return true;
  }
}
