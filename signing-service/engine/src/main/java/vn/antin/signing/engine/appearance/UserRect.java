package vn.antin.signing.engine.appearance;

/** A rectangle in the user space of a page: units of the file, y upwards. */
record UserRect(double left, double bottom, double right, double top) {

  /** From any two opposite corners. */
  static UserRect of(double x1, double y1, double x2, double y2) {
    return new UserRect(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
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
