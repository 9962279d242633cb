package vn.antin.signing.engine.issuance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.AppearanceWriter;
import vn.antin.signing.engine.appearance.FieldText;
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.appearance.Layout.Drawing;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.engine.appearance.content.Content;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.TextBlock;
import vn.antin.signing.engine.issuance.IssuanceStep.Reason;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Lays the fields of an issuance into a document that nobody has signed. */
final class FormLayer {

  /** The widget is printed and may not be moved (ISO 32000-1 table 165). */
  private static final long PRINT_AND_LOCKED = 4 | 128;

  private static final long PRINT = 4;

  /** Signatures may exist, and the file is only to be appended to (table 219). */
  private static final long SIGNATURES_AND_APPEND_ONLY = 3;

  /** Whoever signs the leader's field certifies with P=2, asked or not (table 234). */
  private static final PdfDictionary CERTIFYING =
      PdfDictionary.ofType("SV").with("MDP", PdfDictionary.EMPTY.with("P", PdfNumber.of(2)));

  private final PdfFile file;
  private final PdfUpdate update;
  private final AppearanceWriter writer;
  private final List<Warning> warnings = new ArrayList<>();
  private final List<PdfReference> fields = new ArrayList<>();
  private PdfDictionary fonts = PdfDictionary.EMPTY;

  FormLayer(PdfFile file) {
    this.file = file;
    this.update = new PdfUpdate(file);
    this.writer = new AppearanceWriter(file, update);
  }

  /** A place that was not found; leaves {@link #lay}. */
  private static final class Unplaced extends Exception {

    private static final long serialVersionUID = 1L;

    Unplaced(String field, Layout.Undrawable why) {
      super(field + ": " + why.reason() + " " + why.detail());
    }
  }

  StepResult lay(IssuancePlan plan) {
    PdfDictionary form = file.dictionary(file.catalog().get("AcroForm"));
    if (file.signatureFields().stream().anyMatch(field -> field.signature().isPresent())) {
      return StepResult.refused(Reason.ALREADY_SIGNED, "It carries a signature");
    }
    if (form.has("XFA")) {
      return StepResult.refused(Reason.XFA_FORM, "It has an XFA form");
    }
    for (PdfField field : file.fields()) {
      if (IssuanceForm.NAMES.contains(field.name())) {
        return StepResult.refused(Reason.ALREADY_PREPARED, field.name());
      }
    }
    try {
      addText(IssuanceForm.NUMBER, plan.number());
      addText(IssuanceForm.DATE, plan.date());
      Drawing leader =
          addSignature(
              IssuanceForm.LEADER,
              new Appearance(plan.leader(), new Content.Blank(plan.leaderSize())),
              lock("Exclude").with("Fields", names(IssuanceForm.LATER)),
              CERTIFYING);
      addSignature(
          IssuanceForm.SEAL,
          new Appearance(
              new Placement.OverDrawing(leader, plan.sealShare()),
              new Content.Blank(plan.sealSize())),
          lock("All"),
          PdfDictionary.EMPTY);
    } catch (Unplaced e) {
      return StepResult.refused(Reason.UNDRAWABLE, String.valueOf(e.getMessage()));
    }
    putForm(form);
    return new StepResult.Yes(update.write(), warnings);
  }

  private static PdfDictionary lock(String action) {
    return PdfDictionary.ofType("SigFieldLock").with("Action", new PdfName(action));
  }

  private static PdfArray names(List<String> names) {
    return new PdfArray(names.stream().<PdfObject>map(PdfString::of).toList());
  }

  private Drawing place(String field, Appearance appearance) throws Unplaced {
    return switch (writer.draw(appearance)) {
      case Layout.Undrawable undrawable -> throw new Unplaced(field, undrawable);
      case Drawing drawing -> {
        warnings.addAll(drawing.warnings());
        yield drawing;
      }
    };
  }

  private void addText(String name, TextSlot slot) throws Unplaced {
    Drawing place = place(name, new Appearance(slot.placement(), new Content.Blank(slot.room())));
    String font = fontName(slot.style());
    if (!fonts.has(font)) {
      fonts = fonts.with(font, FieldText.embedFont(update, slot.style()));
    }
    addWidget(
        place,
        widget(name, "Tx", place, PRINT)
            .with("DA", PdfString.of("/%s %s Tf 0 g".formatted(font, number(slot.textSize()))))
            .with("Q", PdfNumber.of(quadding(slot.alignment())))
            .with("V", PdfString.of("")));
  }

  private Drawing addSignature(
      String name, Appearance appearance, PdfDictionary lock, PdfDictionary seedValues)
      throws Unplaced {
    Drawing place = place(name, appearance);
    PdfDictionary widget =
        widget(name, "Sig", place, PRINT_AND_LOCKED).with("Lock", update.add(lock));
    addWidget(place, seedValues.names().isEmpty() ? widget : widget.with("SV", seedValues));
    return place;
  }

  private static PdfDictionary widget(String name, String type, Drawing place, long flags) {
    return PdfDictionary.ofType("Annot")
        .with("Subtype", new PdfName("Widget"))
        .with("FT", new PdfName(type))
        .with("T", PdfString.of(name))
        .with("F", PdfNumber.of(flags))
        .with("P", place.page())
        .with("Rect", place.rect().array())
        .with("AP", PdfDictionary.EMPTY.with("N", place.normalAppearance()));
  }

  private void addWidget(Drawing place, PdfDictionary widget) {
    PdfReference reference = update.add(widget);
    fields.add(reference);
    PdfDictionary page = update.dictionary(place.page());
    PdfObject annotations = page.get("Annots");
    PdfArray extended =
        (update.resolve(annotations) instanceof PdfArray known ? known : PdfArray.of())
            .plus(reference);
    if (annotations instanceof PdfReference list) {
      update.put(list, extended);
    } else {
      update.put(place.page(), page.with("Annots", extended));
    }
  }

  private void putForm(PdfDictionary form) {
    List<PdfObject> all = new ArrayList<>(file.array(form.get("Fields")));
    all.addAll(fields);
    PdfDictionary resources = file.dictionary(form.get("DR"));
    PdfDictionary merged = file.dictionary(resources.get("Font"));
    for (String name : fonts.names()) {
      merged = merged.with(name, Objects.requireNonNull(fonts.get(name)));
    }
    PdfDictionary complete =
        form.without("NeedAppearances")
            .with("Fields", new PdfArray(all))
            .with("DR", resources.with("Font", merged))
            .with("SigFlags", PdfNumber.of(SIGNATURES_AND_APPEND_ONLY));
    if (file.catalog().get("AcroForm") instanceof PdfReference reference) {
      update.put(reference, complete);
    } else {
      update.catalog(file.catalog().with("AcroForm", update.add(complete)));
    }
  }

  /** The name under which the form's resources hold a font. */
  static String fontName(FontStyle style) {
    return "AnTin" + style.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** ISO 32000-1 table 222. */
  private static long quadding(TextBlock.Alignment alignment) {
    return switch (alignment) {
      case LEFT -> 0;
      case CENTRE -> 1;
      case RIGHT -> 2;
    };
  }
}
