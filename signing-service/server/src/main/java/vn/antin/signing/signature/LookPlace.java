package vn.antin.signing.signature;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.Corner;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.content.Millimetres;

/** Where a signature stands on the page; lengths in millimetres. */
public sealed interface LookPlace {
  /**
   * Pages count from 1; -1 is the last. Measured from a corner of the page as the reader sees it.
   */
  record OnPage(int page, Corner corner, BigDecimal x, BigDecimal y) implements LookPlace {
    public OnPage {
      x = normal(x);
      y = normal(y);
    }
  }

  /** In an existing signature field. */
  record InField(String field) implements LookPlace {}

  /** In the middle between the line of the title and the line of the full name. */
  record Between(String title, String name) implements LookPlace {}

  /** Beside the last piece of text that equals or contains this one. */
  record Beside(String text, Placement.Side side, BigDecimal gap) implements LookPlace {
    public Beside {
      gap = normal(gap);
    }
  }

  /** Over the left of the signature in this field. */
  record OverSignature(String field) implements LookPlace {}

  /** How many fields a place has in the canonical encoding. */
  int FIELDS = 5;

  /** What is encoded: the kind, then its values, null where it has none. */
  default List<@Nullable String> fields() {
    return switch (this) {
      case OnPage(var page, var corner, var x, var y) ->
          Arrays.asList(
              "page", Integer.toString(page), corner.name(), x.toPlainString(), y.toPlainString());
      case InField(var field) -> Arrays.asList("field", field, null, null, null);
      case Between(var title, var name) -> Arrays.asList("between", title, name, null, null);
      case Beside(var text, var side, var gap) ->
          Arrays.asList("beside", text, side.name(), gap.toPlainString(), null);
      case OverSignature(var field) -> Arrays.asList("over", field, null, null, null);
    };
  }

  /**
   * As the engine places it.
   *
   * @param share of another signature that is covered
   */
  default Placement placement(double share) {
    return switch (this) {
      case OnPage(var page, var corner, var x, var y) ->
          new Placement.AtPage(page, corner, millimetres(x), millimetres(y), null);
      case InField(var field) -> new Placement.InField(field);
      case Between(var title, var name) -> new Placement.Between(title, name, null);
      case Beside(var text, var side, var gap) ->
          new Placement.AtText(text, side, millimetres(gap), null);
      case OverSignature(var field) -> new Placement.OverSignature(field, share);
    };
  }

  /** The same number always in the same form, or its digest would differ. */
  static BigDecimal normal(BigDecimal number) {
    return new BigDecimal(number.stripTrailingZeros().toPlainString());
  }

  private static Millimetres millimetres(BigDecimal value) {
    return Millimetres.of(value.doubleValue());
  }
}
