package vn.antin.signing.engine.appearance;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Size;

/** Where an appearance stands. Pages count from 1; -1 is the last, -2 the one before it. */
public sealed interface Placement {

  /**
   * At a distance from a corner of the page as the reader sees it.
   *
   * @param x from that corner to the same corner of the appearance
   * @param box the room it gets; null takes the natural size of the content
   */
  record AtPage(int page, Corner corner, Millimetres x, Millimetres y, @Nullable Size box)
      implements Placement {

    public AtPage {
      if (page == 0) {
        throw new IllegalArgumentException("Pages count from 1, or from -1 backwards");
      }
    }
  }

  /** In the widget of a field that is there. */
  record InField(String name) implements Placement {}

  /**
   * Beside a piece of text, the last one in the document that equals the text or contains it.
   *
   * @param text compared without regard to case, blanks and Unicode form
   * @param gap between the text and the appearance; for OVER how far it is moved down
   * @param page where to look; null looks from the end of the document
   */
  record AtText(String text, Side side, Millimetres gap, @Nullable Integer page)
      implements Placement {}

  /**
   * In the middle between a line and a later line below it, such as title and full name.
   *
   * @param page where to look; null looks from the end of the document
   */
  record Between(String above, String below, @Nullable Integer page) implements Placement {}

  /**
   * Over the left side of another signature, as a seal stands on the leader's.
   *
   * @param field the other signature's field; null takes the latest visible one that is signed
   * @param share how much of the other's width is covered, 0 to 1
   */
  record OverSignature(@Nullable String field, double share) implements Placement {

    public OverSignature {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("Not a share: " + share);
      }
    }
  }

  /**
   * Over the left side of an appearance drawn earlier in the same update.
   *
   * @param share how much of the other's width is covered, 0 to 1
   */
  record OverDrawing(Layout.Drawing other, double share) implements Placement {}

  /** On which side of a text. */
  enum Side {
    ABOVE,
    BELOW,
    LEFT,
    RIGHT,
    OVER
  }
}
