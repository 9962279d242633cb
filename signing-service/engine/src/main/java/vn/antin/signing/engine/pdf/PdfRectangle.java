package vn.antin.signing.engine.pdf;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;

/** A rectangle in user space units, the corners in order (ISO 32000-1 section 7.9.5). */
public record PdfRectangle(double left, double bottom, double right, double top) {

  /** Letter, which viewers take for pages that name no size. */
  static final PdfRectangle LETTER = new PdfRectangle(0, 0, 612, 792);

  public PdfRectangle {
    double lowest = Math.min(bottom, top);
    double highest = Math.max(bottom, top);
    double leftmost = Math.min(left, right);
    double rightmost = Math.max(left, right);
    left = leftmost;
    bottom = lowest;
    right = rightmost;
    top = highest;
  }

  /** The array of four numbers that it is or leads to. */
  public static Optional<PdfRectangle> of(PdfFile file, @Nullable PdfObject object) {
    List<PdfObject> items = file.array(object);
    if (items.size() != 4
        || !items.stream().allMatch(item -> file.resolve(item) instanceof PdfNumber)) {
      return Optional.empty();
    }
    return Optional.of(
        new PdfRectangle(
            file.number(items.get(0), 0),
            file.number(items.get(1), 0),
            file.number(items.get(2), 0),
            file.number(items.get(3), 0)));
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return top - bottom;
  }

  public PdfArray array() {
    return PdfArray.ofNumbers(left, bottom, right, top);
  }

  Optional<PdfRectangle> within(PdfRectangle other) {
    double west = Math.max(left, other.left);
    double east = Math.min(right, other.right);
    double south = Math.max(bottom, other.bottom);
    double north = Math.min(top, other.top);
    return east > west && north > south
        ? Optional.of(new PdfRectangle(west, south, east, north))
        : Optional.empty();
  }
}
