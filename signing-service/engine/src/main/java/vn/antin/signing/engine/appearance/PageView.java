package vn.antin.signing.engine.appearance;

import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.pdf.PdfRectangle;

/**
 * How a page of the file becomes the page the reader sees: the crop box, turned clockwise by
 * /Rotate, enlarged by /UserUnit (ISO 32000-1 table 30).
 *
 * @param left of the visible box, in user space
 * @param bottom of the visible box, in user space
 * @param width of the visible box before it is turned, in user space
 * @param height of the visible box before it is turned, in user space
 * @param rotation 0, 90, 180 or 270
 * @param userUnit points per unit of user space
 */
record PageView(
    double left, double bottom, double width, double height, int rotation, double userUnit) {

  double seenWidth() {
    return (sideways() ? height : width) * userUnit;
  }

  double seenHeight() {
    return (sideways() ? width : height) * userUnit;
  }

  private boolean sideways() {
    return rotation == 90 || rotation == 270;
  }

  PdfRectangle toUser(Box seen) {
    double x = seen.x() / userUnit;
    double y = seen.y() / userUnit;
    double w = seen.width() / userUnit;
    double h = seen.height() / userUnit;
    return switch (rotation) {
      case 90 -> corners(y, x, h, w);
      case 180 -> corners(width - x - w, y, w, h);
      case 270 -> corners(width - y - h, height - x - w, h, w);
      default -> corners(x, height - y - h, w, h);
    };
  }

  private PdfRectangle corners(double x, double y, double w, double h) {
    return new PdfRectangle(left + x, bottom + y, left + x + w, bottom + y + h);
  }

  Box toSeen(PdfRectangle user) {
    double x = user.left() - left;
    double y = user.bottom() - bottom;
    double w = user.width();
    double h = user.height();
    return switch (rotation) {
      case 90 -> scaled(y, x, h, w);
      case 180 -> scaled(width - x - w, y, w, h);
      case 270 -> scaled(height - y - h, width - x - w, h, w);
      default -> scaled(x, height - y - h, w, h);
    };
  }

  private Box scaled(double x, double y, double w, double h) {
    return new Box(x * userUnit, y * userUnit, w * userUnit, h * userUnit);
  }

  /**
   * The matrix of an appearance that is drawn in points, y upwards, and is to stand right side up:
   * a viewer moves the transformed box onto the rectangle (ISO 32000-1 section 12.5.5).
   */
  double[] matrix(double seenWidth, double seenHeight) {
    double s = 1 / userUnit;
    return switch (rotation) {
      case 90 -> new double[] {0, s, -s, 0, seenHeight * s, 0};
      case 180 -> new double[] {-s, 0, 0, -s, seenWidth * s, seenHeight * s};
      case 270 -> new double[] {0, -s, s, 0, 0, seenWidth * s};
      default -> new double[] {s, 0, 0, s, 0, 0};
    };
  }

  boolean holds(Box seen) {
    double hair = 0.01;
    return seen.x() >= -hair
        && seen.y() >= -hair
        && seen.right() <= seenWidth() + hair
        && seen.bottom() <= seenHeight() + hair;
  }
}
