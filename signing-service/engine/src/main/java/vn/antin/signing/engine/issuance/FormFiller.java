package vn.antin.signing.engine.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.appearance.FieldText;
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.TextBlock;
import vn.antin.signing.engine.issuance.IssuanceStep.Reason;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Writes number and date into the fields that were laid for them. */
final class FormFiller {

  private static final Pattern APPEARANCE = Pattern.compile("/(\\w+) ([0-9.]{1,8}) Tf 0 g");

  private final PdfFile file;
  private final PdfUpdate update;
  private final List<Warning> warnings = new ArrayList<>();

  FormFiller(PdfFile file) {
    this.file = file;
    this.update = new PdfUpdate(file);
  }

  StepResult fill(String number, String date) {
    if (field(IssuanceForm.SEAL) == null || field(IssuanceForm.LEADER) == null) {
      return StepResult.refused(Reason.NOT_PREPARED, "The signature fields are missing");
    }
    if (!signed(IssuanceForm.LEADER)) {
      return StepResult.refused(Reason.LEADER_HAS_NOT_SIGNED, IssuanceForm.LEADER);
    }
    if (file.permissions() == Permissions.NO_CHANGE) {
      return StepResult.refused(Reason.LOCKED, "Certified with P=1");
    }
    StepResult refused = fillField(IssuanceForm.NUMBER, number);
    if (refused == null) {
      refused = fillField(IssuanceForm.DATE, date);
    }
    return refused == null ? new StepResult.Yes(update.write(), warnings) : refused;
  }

  private @Nullable PdfField field(String name) {
    return file.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElse(null);
  }

  private boolean signed(String name) {
    return file.signatureFields().stream()
        .anyMatch(field -> field.name().equals(name) && field.signature().isPresent());
  }

  /** Null when it is done. */
  private @Nullable StepResult fillField(String name, String given) {
    PdfField field = field(name);
    if (field == null || field.reference() == null) {
      return StepResult.refused(Reason.NOT_PREPARED, name + " is missing");
    }
    if (file.locks().stream().anyMatch(lock -> lock.locks(name))) {
      return StepResult.refused(Reason.LOCKED, name);
    }
    if (!file.text(field.value()).isEmpty()) {
      return StepResult.refused(Reason.ALREADY_FILLED, name);
    }
    PdfDictionary widget = field.dictionary();
    Matcher style = APPEARANCE.matcher(file.text(widget.get("DA")));
    PdfReference font = style.matches() ? font(style.group(1)) : null;
    if (font == null) {
      return StepResult.refused(Reason.NOT_PREPARED, name + " has no font of ours");
    }
    TextBlock line =
        new TextBlock(
            List.of(given),
            Double.parseDouble(style.group(2)),
            style(style.group(1)),
            alignment(widget),
            null);
    if (line.lines().getFirst().isEmpty() || !FieldText.writable(given)) {
      return StepResult.refused(Reason.UNFIT_TEXT, name + ": empty, or foreign characters");
    }
    return switch (FieldText.draw(file, update, name, font, line)) {
      case Layout.Undrawable undrawable ->
          StepResult.refused(Reason.UNDRAWABLE, undrawable.toString());
      case Layout.Drawing drawing when tooWide(drawing) ->
          StepResult.refused(Reason.UNFIT_TEXT, name + ": wider than its room");
      case Layout.Drawing drawing -> {
        warnings.addAll(drawing.warnings());
        update.put(
            field.reference(),
            widget
                .with("V", PdfString.of(line.lines().getFirst()))
                .with("AP", PdfDictionary.EMPTY.with("N", drawing.normalAppearance())));
        yield null;
      }
    };
  }

  private static boolean tooWide(Layout.Drawing drawing) {
    return drawing.warnings().stream()
        .anyMatch(warning -> warning.kind() == Warning.Kind.SCALED_DOWN);
  }

  private @Nullable PdfReference font(String name) {
    PdfDictionary form = file.dictionary(file.catalog().get("AcroForm"));
    PdfDictionary fonts = file.dictionary(file.dictionary(form.get("DR")).get("Font"));
    return fonts.get(name) instanceof PdfReference font ? font : null;
  }

  private static FontStyle style(String fontName) {
    for (FontStyle style : FontStyle.values()) {
      if (FormLayer.fontName(style).equals(fontName)) {
        return style;
      }
    }
    return FontStyle.REGULAR;
  }

  private TextBlock.Alignment alignment(PdfDictionary widget) {
    return switch ((int) file.number(widget.get("Q"), 0)) {
      case 1 -> TextBlock.Alignment.CENTRE;
      case 2 -> TextBlock.Alignment.RIGHT;
      default -> TextBlock.Alignment.LEFT;
    };
  }
}
