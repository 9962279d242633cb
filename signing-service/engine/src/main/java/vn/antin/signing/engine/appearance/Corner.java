package vn.antin.signing.engine.appearance;

import vn.antin.signing.engine.appearance.content.Box;

/** A corner of the page as seen; distances are measured from it inwards. */
public enum Corner {
  TOP_LEFT(false, false),
  TOP_RIGHT(true, false),
  BOTTOM_LEFT(false, true),
  BOTTOM_RIGHT(true, true);

  private final boolean right;
  private final boolean bottom;

  Corner(boolean right, boolean bottom) {
    this.right = right;
    this.bottom = bottom;
  }

  Box place(PageView page, double x, double y, double width, double height) {
    return new Box(
        right ? page.seenWidth() - x - width : x,
        bottom ? page.seenHeight() - y - height : y,
        width,
        height);
  }
}
