package vn.antin.signing.engine.appearance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.Layout.Drawing;
import vn.antin.signing.engine.appearance.Layout.Reason;
import vn.antin.signing.engine.appearance.Layout.Undrawable;
import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.appearance.content.Content;
import vn.antin.signing.engine.appearance.content.ContentDrawer;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;

/**
 * Draws appearances into one update of a document; fonts and images used twice are embedded once.
 * Looking for text and for what is covered takes at most five seconds and 16 MB. For one thread.
 */
public final class AppearanceWriter {

  private static final double ROUNDING = 0.001;
  private static final double NEARLY_ALL = 0.999;

  private final PdfFile file;
  private final Pages pages;
  private final FormWidgets widgets;
  private final ContentDrawer drawer;

  public AppearanceWriter(PdfFile file, PdfUpdate update) {
    this(file, update, null);
  }

  /** Uses a font that is in the file already. */
  AppearanceWriter(PdfFile file, PdfUpdate update, @Nullable PdfReference font) {
    this.file = file;
    this.pages = new Pages(file);
    this.widgets = new FormWidgets(file);
    this.drawer = new ContentDrawer(update, font);
  }

  /** Adds the objects of the appearance to the update; the widget is the caller's. */
  public Layout draw(Appearance appearance) {
    OptionalInt missing = ContentDrawer.missing(appearance.content());
    if (missing.isPresent()) {
      return new Undrawable(Reason.NO_GLYPH, "U+%04X".formatted(missing.getAsInt()));
    }
    Box size = ContentDrawer.measure(appearance.content());
    Placer.Result result =
        new Placer(pages, widgets).place(appearance.placement(), size.width(), size.height());
    if (result.undrawable() != null) {
      return result.undrawable();
    }
    return draw(appearance.content(), size, Objects.requireNonNull(result.spot()));
  }

  private Layout draw(Content content, Box size, Placer.Spot spot) {
    PageView view = pages.view(spot.page());
    Box box = spot.box();
    Box paper = new Box(0, 0, view.seenWidth(), view.seenHeight());
    if (!box.overlaps(paper)) {
      return new Undrawable(Reason.OUTSIDE_PAGE, "Page " + (spot.page() + 1));
    }
    List<Warning> warnings = new ArrayList<>();
    if (!view.holds(box)) {
      warnings.add(new Warning(Warning.Kind.PARTLY_OUTSIDE_PAGE, "Page " + (spot.page() + 1)));
    }
    double fit = Math.min(box.width() / size.width(), box.height() / size.height());
    double scale = fit > NEARLY_ALL ? 1 : fit;
    if (scale < 1) {
      warnings.add(
          new Warning(
              Warning.Kind.SCALED_DOWN, "To %d per cent".formatted(Math.round(scale * 100))));
    }
    warnings.addAll(Overlaps.find(file, pages, widgets, spot));

    PdfArray area = PdfArray.ofNumbers(0, 0, box.width(), box.height());
    PdfArray matrix = PdfArray.ofNumbers(view.matrix(box.width(), box.height()));
    return new Drawing(
        file.page(spot.page()).reference(),
        view.toUser(box),
        drawer.draw(
            content, box, scale, unchanged(spot, "BBox", area), unchanged(spot, "Matrix", matrix)),
        warnings);
  }

  /**
   * What the appearance that is replaced says, if that is the same but for rounding: a validator
   * takes any change of it, however small, for a change of the page.
   */
  private PdfArray unchanged(Placer.Spot spot, String name, PdfArray computed) {
    List<PdfObject> before = file.array(spot.replaced().get(name));
    boolean same = before.size() == computed.size();
    for (int i = 0; same && i < before.size(); i++) {
      double difference =
          file.number(before.get(i), Double.MAX_VALUE) - file.number(computed.items().get(i), 0);
      same = Math.abs(difference) < ROUNDING;
    }
    return same ? new PdfArray(before) : computed;
  }
}
