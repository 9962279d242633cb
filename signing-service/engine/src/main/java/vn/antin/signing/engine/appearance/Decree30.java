package vn.antin.signing.engine.appearance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.appearance.content.TextBlock;

/**
 * The appearances of official documents by Decree 30/2020/NĐ-CP, Annex I. Every number is a
 * setting: agencies differ, and the Annex may change.
 *
 * @param signatureWidth of the competent person's signature on paper
 * @param signatureHeight it is made narrower when it would be higher than this
 * @param sealShare how much of the signature's width the seal covers, from its left
 * @param fromRight of a mark of an annex or a copy, from the right edge of the page
 * @param fromTop of such a mark, from the upper edge
 * @param markWidth where lines of such a mark are broken
 * @param textSize in points
 * @param textStyle of the text
 * @param alignment of lines in such a mark
 * @param timePattern of {@link DateTimeFormatter}, with the offset from UTC
 * @param offset of the time that is shown
 */
public record Decree30(
    Millimetres signatureWidth,
    Millimetres signatureHeight,
    double sealShare,
    Millimetres fromRight,
    Millimetres fromTop,
    Millimetres markWidth,
    double textSize,
    FontStyle textStyle,
    TextBlock.Alignment alignment,
    String timePattern,
    ZoneOffset offset) {

  public Decree30 {
    if (!(sealShare >= 0 && sealShare <= 1)) {
      throw new IllegalArgumentException("Not a share: " + sealShare);
    }
  }

  /** What three independent readings of the Annex agree on. */
  public static Decree30 defaults() {
    return new Decree30(
        Millimetres.of(40),
        Millimetres.of(22),
        1.0 / 3,
        Millimetres.of(15),
        Millimetres.of(6),
        Millimetres.of(70),
        10,
        FontStyle.REGULAR,
        TextBlock.Alignment.RIGHT,
        "dd-MM-yyyy HH:mm:ssxxx",
        ZoneOffset.ofHours(7));
  }

  /** The competent person's signature, without text, between the lines of title and full name. */
  public Appearance personal(Picture signature, String title, String fullName) {
    return personal(signature, new Placement.Between(title, fullName, null));
  }

  /** The competent person's signature, without text. */
  public Appearance personal(Picture signature, Placement placement) {
    return new Appearance(placement, signatureSize(signature));
  }

  private Picture signatureSize(Picture signature) {
    Picture sized = signature.resized(signatureWidth);
    double tooHigh = sized.height().value() / signatureHeight.value();
    return tooHigh <= 1 ? sized : sized.resized(new Millimetres(signatureWidth.value() / tooHigh));
  }

  /**
   * The agency's seal at the size of its own record, without text, over the left of the leader's
   * signature.
   *
   * @param leaderField null takes the latest visible signature
   */
  public Appearance seal(Picture seal, @Nullable String leaderField) {
    return new Appearance(new Placement.OverSignature(leaderField, sealShare), seal);
  }

  /** The mark of an annex in a file of its own: number and notation of the document, and time. */
  public Appearance annex(String numberAndNotation, Instant time) {
    return mark(List.of(numberAndNotation, text(time)));
  }

  /** The mark of an electronic copy: what kind, by whom, when. */
  public Appearance copy(CopyKind kind, String agency, Instant time) {
    return mark(List.of(kind.text(), agency, text(time)));
  }

  /** The time as it is shown. */
  public String text(Instant time) {
    return DateTimeFormatter.ofPattern(timePattern).format(time.atOffset(offset));
  }

  private Appearance mark(List<String> lines) {
    return new Appearance(
        new Placement.AtPage(1, Corner.TOP_RIGHT, fromRight, fromTop, null),
        new TextBlock(lines, textSize, textStyle, alignment, markWidth));
  }
}
