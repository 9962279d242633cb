package vn.antin.signing.engine.appearance;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.PdfArray;
import vn.antin.signing.engine.pdf.PdfNumber;

/** A rectangle in the user space of a page: units of the file, y upwards. */
record UserRect(double left, double bottom, double right, double top) {

  /** From any two opposite corners. */
  static UserRect of(double x1, double y1, double x2, double y2) {
    return new UserRect(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  }

  /** Of an array of four direct numbers, null for anything else. */
  static @Nullable UserRect of(PdfArray array) {
    double[] corners =
        array.items().stream()
            .filter(PdfNumber.class::isInstance)
            .mapToDouble(item -> ((PdfNumber) item).doubleValue())
            .toArray();
    return corners.length == 4 && array.size() == 4
        ? of(corners[0], corners[1], corners[2], corners[3])
        : null;
  }

  double width() {
    return right - left;
  }

  double height() {
    return top - bottom;
  }

  UserRect intersection(UserRect other) {
    return new UserRect(
        Math.max(left, other.left),
        Math.max(bottom, other.bottom),
        Math.min(right, other.right),
        Math.min(top, other.top));
  }
}
