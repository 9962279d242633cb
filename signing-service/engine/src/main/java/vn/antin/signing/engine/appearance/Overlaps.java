package vn.antin.signing.engine.appearance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.antin.signing.engine.appearance.FormWidgets.Widget;
import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfRectangle;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;

/** What an appearance would cover. */
final class Overlaps {

  private static final int MOST_WARNINGS = 20;
  private static final int MOST_ANNOTATIONS = 10_000;

  /** Drawn over the page but not part of how it looks. */
  private static final Set<String> NOT_SEEN = Set.of("Link", "Popup", "Widget");

  private Overlaps() {}

  static List<Warning> find(PdfFile file, Pages pages, FormWidgets widgets, Placer.Spot spot) {
    List<Warning> warnings = new ArrayList<>();
    PageView view = pages.view(spot.page());
    for (Widget widget : widgets.all()) {
      if (widget.visible()
          && !spot.expected().contains(widget.field())
          && view.toSeen(widget.rect()).overlaps(spot.box())
          && widgets.pageOf(widget) == spot.page()) {
        warnings.add(new Warning(Warning.Kind.COVERS_FIELD, widget.field()));
      }
    }
    addAnnotations(file, view, spot, warnings);
    PageText text = pages.text(spot.page());
    if (text == null) {
      warnings.add(new Warning(Warning.Kind.NOT_CHECKED, "Page " + (spot.page() + 1)));
    } else {
      addContent(text, spot.box(), warnings);
    }
    return warnings.size() <= MOST_WARNINGS ? warnings : warnings.subList(0, MOST_WARNINGS);
  }

  private static void addAnnotations(
      PdfFile file, PageView view, Placer.Spot spot, List<Warning> warnings) {
    List<PdfObject> all = file.array(file.page(spot.page()).dictionary().get("Annots"));
    for (PdfObject item : all.stream().limit(MOST_ANNOTATIONS).toList()) {
      PdfDictionary annotation = file.dictionary(item);
      String kind = file.name(annotation.get("Subtype"));
      if (!kind.isEmpty() && !NOT_SEEN.contains(kind)) {
        PdfRectangle.of(file, annotation.get("Rect"))
            .filter(rect -> view.toSeen(rect).overlaps(spot.box()))
            .ifPresent(_ -> warnings.add(new Warning(Warning.Kind.COVERS_FIELD, kind)));
      }
    }
  }

  private static void addContent(PageText text, Box box, List<Warning> warnings) {
    for (PageText.Run run : text.runs()) {
      if (run.box().overlaps(box)
          && run.glyphs().stream().anyMatch(glyph -> glyph.box().overlaps(box))) {
        warnings.add(new Warning(Warning.Kind.COVERS_TEXT, run.text()));
      }
    }
    for (Box image : text.images()) {
      if (image.overlaps(box)) {
        warnings.add(
            new Warning(
                Warning.Kind.COVERS_IMAGE,
                "%.0f × %.0f mm"
                    .formatted(
                        Millimetres.ofPoints(image.width()).value(),
                        Millimetres.ofPoints(image.height()).value())));
      }
    }
  }
}
