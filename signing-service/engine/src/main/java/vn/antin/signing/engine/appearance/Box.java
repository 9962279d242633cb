package vn.antin.signing.engine.appearance;

/**
 * A rectangle on the page as the reader sees it: points of 1/72 inch from the left and the upper
 * edge, y downwards.
 */
record Box(double x, double y, double width, double height) {

  double right() {
    return x + width;
  }

  double bottom() {
    return y + height;
  }

  double centreX() {
    return x + width / 2;
  }

  double centreY() {
    return y + height / 2;
  }

  Box union(Box other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** Whether both share more than a hair's breadth in each direction. */
  boolean overlaps(Box other) {
    double hair = 0.5;
    return Math.min(right(), other.right()) - Math.max(x, other.x) > hair
        && Math.min(bottom(), other.bottom()) - Math.max(y, other.y) > hair;
  }

  /** The largest box of the given proportions in the middle of this one. */
  Box fit(double naturalWidth, double naturalHeight) {
    double scale = Math.min(width / naturalWidth, height / naturalHeight);
    return centred(centreX(), centreY(), naturalWidth * scale, naturalHeight * scale);
  }

  static Box centred(double centreX, double centreY, double width, double height) {
    return new Box(centreX - width / 2, centreY - height / 2, width, height);
  }
}
