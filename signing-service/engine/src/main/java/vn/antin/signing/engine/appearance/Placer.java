package vn.antin.signing.engine.appearance;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.FormWidgets.Widget;
import vn.antin.signing.engine.appearance.Layout.Reason;
import vn.antin.signing.engine.appearance.Layout.Undrawable;
import vn.antin.signing.engine.appearance.content.Box;
import vn.antin.signing.engine.appearance.content.Size;
import vn.antin.signing.engine.pdf.object.PdfDictionary;

/** Turns a placement into a rectangle on a page. */
final class Placer {

  /**
   * @param expected fields that the appearance may cover
   * @param replaced the form XObject that showed in its place, empty if none did
   */
  record Spot(int page, Box box, Set<String> expected, PdfDictionary replaced) {}

  /** Either a spot or the reason why there is none. */
  record Result(@Nullable Spot spot, @Nullable Undrawable undrawable) {

    static Result at(int page, Box box, String... expected) {
      return new Result(new Spot(page, box, Set.of(expected), PdfDictionary.EMPTY), null);
    }

    static Result none(Reason reason, String detail) {
      return new Result(null, new Undrawable(reason, detail));
    }
  }

  private static final double AIR = 1;

  private final Pages pages;
  private final FormWidgets widgets;

  Placer(Pages pages, FormWidgets widgets) {
    this.pages = pages;
    this.widgets = widgets;
  }

  /** The natural size is in points. */
  Result place(Placement placement, double width, double height) {
    return switch (placement) {
      case Placement.AtPage at -> atPage(at, width, height);
      case Placement.InField(String name) -> inField(name);
      case Placement.AtText at -> atText(at, width, height);
      case Placement.Between between -> between(between, width, height);
      case Placement.OverSignature over -> over(over, width, height);
      case Placement.OverDrawing over -> over(over, width, height);
    };
  }

  private Result atPage(Placement.AtPage at, double width, double height) {
    int index = pages.index(at.page());
    if (index < 0) {
      return Result.none(Reason.NO_SUCH_PAGE, at.page() + " of " + pages.count());
    }
    Size box = at.box();
    return Result.at(
        index,
        at.corner()
            .place(
                pages.view(index),
                at.x().points(),
                at.y().points(),
                box == null ? width : box.width().points(),
                box == null ? height : box.height().points()));
  }

  private Result inField(String name) {
    Widget widget = widgets.named(name);
    int index = widget == null ? -1 : widgets.pageOf(widget);
    if (widget == null || index < 0) {
      return Result.none(Reason.NO_SUCH_FIELD, name);
    }
    if (!widget.visible()) {
      return Result.none(Reason.FIELD_INVISIBLE, name);
    }
    return new Result(
        new Spot(
            index,
            pages.view(index).toSeen(widget.rect()),
            Set.of(name),
            widgets.normalAppearance(widget)),
        null);
  }

  private Result atText(Placement.AtText at, double width, double height) {
    Anchors anchors = new Anchors(pages);
    Anchors.Found found = anchors.find(at.text(), at.page());
    if (found == null) {
      return notFound(anchors, at.text());
    }
    Box text = found.box();
    double gap = at.gap().points();
    Box box =
        switch (at.side()) {
          case ABOVE -> new Box(text.centreX() - width / 2, text.y() - gap - height, width, height);
          case BELOW -> new Box(text.centreX() - width / 2, text.bottom() + gap, width, height);
          case LEFT -> new Box(text.x() - gap - width, text.centreY() - height / 2, width, height);
          case RIGHT -> new Box(text.right() + gap, text.centreY() - height / 2, width, height);
          case OVER -> Box.centred(text.centreX(), text.centreY() + gap, width, height);
        };
    return Result.at(found.page(), box);
  }

  /** As large as the gap allows: the lines of title and name stay free. */
  private Result between(Placement.Between between, double width, double height) {
    Anchors anchors = new Anchors(pages);
    Anchors.Between found = anchors.between(between.above(), between.below(), between.page());
    if (found == null) {
      return notFound(anchors, between.above() + " … " + between.below());
    }
    double descenders = 0.3 * found.above().height();
    double top = found.above().bottom() + descenders + AIR;
    double room = found.below().y() - AIR - top;
    double centre = (found.above().centreX() + found.below().centreX()) / 2;
    double scale = room <= 0 ? 1 : Math.min(1, room / height);
    return Result.at(
        found.page(), Box.centred(centre, top + room / 2, width * scale, height * scale));
  }

  private static Result notFound(Anchors anchors, String text) {
    return anchors.unreadable()
        ? Result.none(Reason.PAGE_UNREADABLE, "The page could not be searched for: " + text)
        : Result.none(Reason.TEXT_NOT_FOUND, text);
  }

  private Result over(Placement.OverSignature over, double width, double height) {
    List<Widget> signed =
        widgets.all().stream()
            .filter(Widget::visible)
            .filter(widget ->
                over.field() == null ? widget.signed() : widget.field().equals(over.field()))
            .toList();
    int index = signed.isEmpty() ? -1 : widgets.pageOf(signed.getLast());
    if (index < 0) {
      return Result.none(Reason.NO_SIGNATURE, over.field() == null ? "" : over.field());
    }
    Widget leader = signed.getLast();
    Box covered = pages.view(index).toSeen(leader.rect());
    return Result.at(index, overLeft(covered, over.share(), width, height), leader.field());
  }

  private Result over(Placement.OverDrawing over, double width, double height) {
    int index = pages.index(over.other().page());
    if (index < 0) {
      return Result.none(Reason.NO_SUCH_PAGE, over.other().page().toString());
    }
    Box covered = pages.view(index).toSeen(over.other().rect());
    return Result.at(index, overLeft(covered, over.share(), width, height));
  }

  private static Box overLeft(Box covered, double share, double width, double height) {
    double right = covered.x() + covered.width() * share;
    return new Box(right - width, covered.centreY() - height / 2, width, height);
  }
}
