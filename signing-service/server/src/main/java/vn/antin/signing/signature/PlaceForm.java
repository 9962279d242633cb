package vn.antin.signing.signature;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.Corner;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/**
 * The JSON form of a {@link LookPlace}: exactly one of {@code page} with {@code x} and {@code y},
 * {@code field}, {@code title} with {@code name}, {@code text}, or {@code signature}.
 *
 * @param corner of the page, {@code top-left} when left out
 * @param side of the text, {@code right} when left out
 * @param gap in millimetres, 2 when left out
 */
public record PlaceForm(
    @Nullable Integer page,
    @Nullable String corner,
    @Nullable BigDecimal x,
    @Nullable BigDecimal y,
    @Nullable String field,
    @Nullable String title,
    @Nullable String name,
    @Nullable String text,
    @Nullable String side,
    @Nullable BigDecimal gap,
    @Nullable String signature) {

  private static final BigDecimal FARTHEST = BigDecimal.valueOf(2000);
  private static final BigDecimal GAP = BigDecimal.valueOf(2);
  private static final int LONGEST_TEXT = 200;

  /**
   * As the engine places it.
   *
   * @param share of another signature that is covered
   * @throws SigningException INVALID_REQUEST
   */
  public Placement placement(double share) {
    return read().placement(share);
  }

  /** The place in an empty signature field. */
  public static PlaceForm inField(String field) {
    return of(new LookPlace.InField(field));
  }

  LookPlace read() {
    if (Stream.of(page, field, title, text, signature).filter(Objects::nonNull).count() != 1
        || (page == null && (corner != null || x != null || y != null))
        || (title == null && name != null)
        || (text == null && (side != null || gap != null))) {
      throw wrong("is exactly one of page, field, title with name, text, signature");
    }
    if (page != null) {
      if (page == 0 || Math.abs((long) page) > 1_000_000) {
        throw wrong("has pages from 1, or from -1 backwards");
      }
      return new LookPlace.OnPage(
          page, one(Corner.class, corner, Corner.TOP_LEFT), length(x), length(y));
    }
    if (field != null) {
      return new LookPlace.InField(words(field));
    }
    if (title != null) {
      return new LookPlace.Between(words(title), words(name));
    }
    return text != null
        ? new LookPlace.Beside(
            words(text),
            one(Placement.Side.class, side, Placement.Side.RIGHT),
            length(gap == null ? GAP : gap))
        : new LookPlace.OverSignature(words(signature));
  }

  static PlaceForm of(LookPlace place) {
    return switch (place) {
      case LookPlace.OnPage(var page, var corner, var x, var y) ->
          new PlaceForm(page, word(corner), x, y, null, null, null, null, null, null, null);
      case LookPlace.InField(var field) ->
          new PlaceForm(null, null, null, null, field, null, null, null, null, null, null);
      case LookPlace.Between(var title, var name) ->
          new PlaceForm(null, null, null, null, null, title, name, null, null, null, null);
      case LookPlace.Beside(var text, var side, var gap) ->
          new PlaceForm(null, null, null, null, null, null, null, text, word(side), gap, null);
      case LookPlace.OverSignature(var field) ->
          new PlaceForm(null, null, null, null, null, null, null, null, null, null, field);
    };
  }

  private static BigDecimal length(@Nullable BigDecimal value) {
    if (value == null
        || value.signum() < 0
        || value.compareTo(FARTHEST) > 0
        || value.stripTrailingZeros().scale() > 2) {
      throw wrong("has lengths of 0 to 2000 mm with at most two decimals");
    }
    return value;
  }

  private static String words(@Nullable String value) {
    var read = Wording.read("appearance.place", value, LONGEST_TEXT);
    if (read == null) {
      throw wrong("lacks a text");
    }
    return read;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E one(Class<E> type, @Nullable String word, E usual) {
    return word == null
        ? usual
        : Arrays.stream(type.getEnumConstants())
            .filter(each -> word(each).equals(word))
            .findFirst()
            .orElseThrow(() -> wrong("knows no " + type.getSimpleName() + " of that name"));
  }

  private static SigningException wrong(String what) {
    return Problem.INVALID_REQUEST.because("appearance.place " + what);
  }
}
