package vn.antin.signing.dossier;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.Corner;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.QrBlock;

/** Where a result's code stands on its pages, millimetres from a corner. */
record QrPlace(int page, Corner corner, double x, double y, double width) {
  /**
   * Decree 30/2020/NĐ-CP leaves 30 mm of margin at the left and 20 mm below: nothing of the text
   * stands there.
   */
  private static final QrPlace USUAL = new QrPlace(1, Corner.BOTTOM_LEFT, 5, 5, 20);

  /** Smaller ones are not read from paper by a telephone. */
  private static final double NARROWEST = 15;

  private static final double WIDEST = 60;
  private static final double FARTHEST = 2_000;

  /** Empty when nothing is to be drawn. */
  static Optional<QrPlace> read(ResultWish.@Nullable QrWish wish) {
    if (wish == null) {
      return Optional.of(USUAL);
    }
    if (Boolean.FALSE.equals(wish.draw())) {
      return Optional.empty();
    }
    var page = wish.page() == null ? USUAL.page() : wish.page();
    if (page == 0 || Math.abs((long) page) > 1_000_000) {
      throw Fault.in("qr.page", "pages from 1, or from -1 backwards");
    }
    return Optional.of(
        new QrPlace(
            page,
            corner(wish.corner()),
            length("qr.x", wish.x(), USUAL.x(), 0, FARTHEST),
            length("qr.y", wish.y(), USUAL.y(), 0, FARTHEST),
            length("qr.width", wish.width(), USUAL.width(), NARROWEST, WIDEST)));
  }

  Appearance showing(String address) {
    return new Appearance(
        new Placement.AtPage(page, corner, Millimetres.of(x), Millimetres.of(y), null),
        new QrBlock(address, Millimetres.of(width)));
  }

  private static Corner corner(@Nullable String word) {
    return word == null
        ? USUAL.corner()
        : Arrays.stream(Corner.values())
            .filter(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
            .findFirst()
            .orElseThrow(
                () -> Fault.in("qr.corner", "top-left, top-right, bottom-left or bottom-right"));
  }

  private static double length(
      String field, @Nullable BigDecimal value, double usual, double least, double most) {
    if (value == null) {
      return usual;
    }
    var length = value.doubleValue();
    if (!(length >= least && length <= most)) {
      throw Fault.in(field, least + " to " + most + " mm");
    }
    return length;
  }
}
