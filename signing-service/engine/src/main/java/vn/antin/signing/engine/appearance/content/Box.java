package vn.antin.signing.engine.appearance.content;

/**
 * A rectangle on the page as the reader sees it: points of 1/72 inch from the left and the upper
 * edge, y downwards.
 */
public record Box(double x, double y, double width, double height) {

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  public double centreX() {
    return x + width / 2;
  }

  public double centreY() {
    return y + height / 2;
  }

  public Box union(Box other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** Whether both share more than a hair's breadth in each direction. */
  public boolean overlaps(Box other) {
    double hair = 0.5;
    return Math.min(right(), other.right()) - Math.max(x, other.x) > hair
        && Math.min(bottom(), other.bottom()) - Math.max(y, other.y) > hair;
  }

  public static Box centred(double centreX, double centreY, double width, double height) {
    return new Box(centreX - width / 2, centreY - height / 2, width, height);
  }
}
