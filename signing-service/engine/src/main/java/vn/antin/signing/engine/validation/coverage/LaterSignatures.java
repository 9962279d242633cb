package vn.antin.signing.engine.validation.coverage;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * Which signature fields of a PDF were signed after an earlier signature, and whether they may show
 * what they show: who draws over a page has to sign for it.
 */
final class LaterSignatures {

  /**
   * Names of the fields whose signatures and document time-stamps are reported.
   *
   * @param intact those whose value and signed bytes are right
   */
  record Listed(Set<String> signatures, Set<String> stamps, Set<String> intact) {

    Listed {
      signatures = Set.copyOf(signatures);
      stamps = Set.copyOf(stamps);
      intact = Set.copyOf(intact);
    }

    static Listed of(DiagnosticData data) {
      Set<String> signatures = new HashSet<>();
      Set<String> stamps = new HashSet<>();
      Set<String> intact = new HashSet<>();
      for (SignatureWrapper signature : data.getSignatures()) {
        List<String> names = names(signature.getPDFRevision());
        signatures.addAll(names);
        if (signature.isSignatureIntact() && signature.isSignatureValid()) {
          intact.addAll(names);
        }
      }
      for (TimestampWrapper stamp : data.getTimestampList()) {
        stamps.addAll(names(stamp.getPDFRevision()));
      }
      return new Listed(signatures, stamps, intact);
    }

    private static List<String> names(@Nullable PDFRevisionWrapper revision) {
      return revision == null || !revision.isSignatureByteRangeValid()
          ? List.of()
          : revision.getSignatureFieldNames();
    }
  }

  private static final int LARGEST_EMPTY_APPEARANCE = 4096;
  private static final int MOST_STATES = 3;

  private final PdfFile before;
  private final PdfFile after;
  private final Listed listed;
  private final List<PdfField> fields;
  private final boolean mayShow;

  LaterSignatures(PdfFile before, PdfFile after, Listed listed) {
    this.before = before;
    this.after = after;
    this.listed = listed;
    this.fields = after.fields().stream().filter(field -> field.type().equals("Sig")).toList();
    this.mayShow = before.permissions() != Permissions.NO_CHANGE;
  }

  /** The field for signatures that the form has under this reference, or shows there. */
  Optional<PdfField> field(PdfObject object) {
    return fields.stream()
        .filter(field ->
            object instanceof PdfReference reference
                ? reference.equals(field.reference()) || field.widgets().contains(reference)
                : object.equals(field.dictionary()))
        .findFirst();
  }

  boolean isStamp(PdfDictionary value) {
    return after.name(value.get("Type")).equals("DocTimeStamp")
        || after.name(value.get("SubFilter")).equals("ETSI.RFC3161");
  }

  /** Whether the field holds a new signature that is reported, and shows no more than it may. */
  boolean vouchedFor(PdfField field) {
    if (!(after.resolve(field.value()) instanceof PdfDictionary value)
        || (field.value() instanceof PdfReference(int number, int _)
            && !(before.object(number) instanceof PdfNull))
        || after.array(value.get("ByteRange")).size() != 4
        || !(after.resolve(value.get("Contents")) instanceof PdfString)) {
      return false;
    }
    boolean stamp = isStamp(value);
    return (stamp ? listed.stamps() : listed.signatures()).contains(field.name())
        && (!shows(field) || (!stamp && mayShow && listed.intact().contains(field.name())));
  }

  /** Whether an annotation that came is where such a signature shows, or an empty field. */
  boolean isWidget(PdfObject annotation) {
    PdfDictionary widget = after.dictionary(annotation);
    PdfField field = field(annotation).orElse(null);
    if (field == null || !after.name(widget.get("Subtype")).equals("Widget")) {
      return false;
    }
    return after.resolve(field.value()) instanceof PdfNull
        ? !widget.has("AP") && !widget.has("MK") && !widget.has("BS")
        : vouchedFor(field);
  }

  private boolean shows(PdfField field) {
    return field.widgets().isEmpty()
        ? widgetShows(field.dictionary())
        : field.widgets().stream().anyMatch(widget -> widgetShows(after.dictionary(widget)));
  }

  private boolean widgetShows(PdfDictionary widget) {
    List<PdfObject> rectangle = after.array(widget.get("Rect"));
    boolean nowhere =
        rectangle.isEmpty()
            || (rectangle.size() == 4
                && after.number(rectangle.get(0), 0) == after.number(rectangle.get(2), 1)
                && after.number(rectangle.get(1), 0) == after.number(rectangle.get(3), 1));
    return !nowhere || draws(widget.get("AP"), 0);
  }

  private boolean draws(@Nullable PdfObject appearance, int depth) {
    return switch (after.resolve(appearance)) {
      case PdfNull _ -> false;
      case PdfStream stream -> !isBlank(stream);
      case PdfDictionary states when depth < MOST_STATES ->
          states.names().stream().anyMatch(name -> draws(states.get(name), depth + 1));
      case PdfArray(List<PdfObject> items) -> !items.isEmpty();
      default -> true;
    };
  }

  /** White space and comments draw nothing. */
  private static boolean isBlank(PdfStream stream) {
    try {
      byte[] content = stream.decoded(LARGEST_EMPTY_APPEARANCE);
      return new String(content, StandardCharsets.ISO_8859_1).replaceAll("%[^\r\n]*", "").isBlank();
    } catch (BrokenPdf e) {
      return false;
    }
  }
}
