package vn.antin.signing.engine.pades;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Changes the form: new signature fields, and values of those that are there. */
final class SignatureFields {

  /** Print and Locked (ISO 32000-1 table 165). */
  private static final int FLAGS = 4 + 128;

  private static final PdfArray NOWHERE = PdfArray.ofNumbers(0, 0, 0, 0);
  private static final int SIGNATURES_EXIST = 1;
  private static final int APPEND_ONLY = 2;

  private final PdfUpdate update;

  SignatureFields(PdfUpdate update) {
    this.update = update;
  }

  /**
   * Adds a field with its one widget.
   *
   * @param more other entries of the field
   */
  void add(String name, PdfReference page, PdfArray rectangle, PdfDictionary more) {
    PdfDictionary field =
        PdfDictionary.ofType("Annot")
            .with("Subtype", new PdfName("Widget"))
            .with("FT", new PdfName("Sig"))
            .with("T", PdfString.of(name))
            .with("F", PdfNumber.of(FLAGS))
            .with("P", page)
            .with("Rect", rectangle);
    PdfReference reference = update.add(merged(field, more));
    addToPage(page, reference);
    addToForm(reference);
  }

  /**
   * Adds a field that shows nothing, on the first page. Its empty appearance is what PDF/A-1 asks
   * of every field (ISO 19005-1 section 6.9).
   *
   * @param more other entries of the field
   */
  void addInvisible(String name, PdfDictionary more) {
    PdfReference nothing =
        update.add(
            PdfStream.of(
                PdfDictionary.ofType("XObject")
                    .with("Subtype", new PdfName("Form"))
                    .with("BBox", NOWHERE),
                new byte[0]));
    add(
        name,
        update.file().page(0).reference(),
        NOWHERE,
        more.with("AP", PdfDictionary.EMPTY.with("N", nothing)));
  }

  /** Changes entries of a field that is there. */
  void fill(PdfReference field, PdfDictionary more) {
    update.put(field, merged(update.dictionary(field), more));
    form(update.dictionary(update.catalog().get("AcroForm")), true);
  }

  private static PdfDictionary merged(PdfDictionary dictionary, PdfDictionary more) {
    PdfDictionary merged = dictionary;
    for (String name : more.names()) {
      PdfObject value = more.get(name);
      merged = value == null ? merged : merged.with(name, value);
    }
    return merged;
  }

  private void addToPage(PdfReference page, PdfReference widget) {
    PdfDictionary dictionary = update.dictionary(page);
    PdfObject annotations = dictionary.get("Annots");
    PdfArray more = plus(annotations, widget);
    if (annotations instanceof PdfReference list && update.resolve(list) instanceof PdfArray) {
      update.put(list, more);
    } else {
      update.put(page, dictionary.with("Annots", more));
    }
  }

  private void addToForm(PdfReference field) {
    PdfDictionary form = update.dictionary(update.catalog().get("AcroForm"));
    PdfObject fields = form.get("Fields");
    PdfArray more = plus(fields, field);
    if (fields instanceof PdfReference list && update.resolve(list) instanceof PdfArray) {
      update.put(list, more);
      form(form, true);
    } else {
      form(form.with("Fields", more), false);
    }
  }

  private PdfArray plus(@Nullable PdfObject list, PdfObject item) {
    return update.resolve(list) instanceof PdfArray array ? array.plus(item) : PdfArray.of(item);
  }

  /** Puts the form with its signature flags set. */
  private void form(PdfDictionary form, boolean otherwiseUnchanged) {
    int flags = update.resolve(form.get("SigFlags")) instanceof PdfNumber n ? n.intValue() : 0;
    int wanted = flags | SIGNATURES_EXIST | APPEND_ONLY;
    if (otherwiseUnchanged && flags == wanted) {
      return;
    }
    PdfDictionary changed = form.with("SigFlags", PdfNumber.of(wanted));
    if (update.catalog().get("AcroForm") instanceof PdfReference reference
        && update.resolve(reference) instanceof PdfDictionary) {
      update.put(reference, changed);
    } else {
      update.catalog(update.catalog().with("AcroForm", changed));
    }
  }
}
