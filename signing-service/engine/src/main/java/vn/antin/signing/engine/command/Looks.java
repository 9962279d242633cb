package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.appearance.Appearance;
import vn.antin.signing.engine.appearance.CopyKind;
import vn.antin.signing.engine.appearance.Corner;
import vn.antin.signing.engine.appearance.Decree30;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.content.Millimetres;
import vn.antin.signing.engine.appearance.content.Picture;
import vn.antin.signing.engine.appearance.content.PictureReading;

/** Makes what a profile asks for; the picture is read once. */
final class Looks {

  private static final Millimetres GAP = Millimetres.of(2);

  private final Look look;
  private final Decree30 decree;
  private final @Nullable Picture picture;

  /**
   * Reads the picture.
   *
   * @throws UsageFault when it is none
   */
  Looks(Look look, Words words) {
    this.look = look;
    Decree30 usual = Decree30.defaults();
    this.decree =
        new Decree30(
            Millimetres.of(look.width()),
            usual.signatureHeight(),
            usual.sealShare(),
            usual.fromRight(),
            usual.fromTop(),
            usual.markWidth(),
            usual.textSize(),
            usual.textStyle(),
            usual.alignment(),
            usual.timePattern(),
            usual.offset());
    Path image = look.image();
    this.picture = image == null ? null : picture(image, look.width(), words);
  }

  /** What to show on a document signed now; null for nothing. */
  @Nullable Appearance at(Instant now) {
    Placement place = place();
    return switch (look.profile()) {
      case INVISIBLE -> null;
      case PERSONAL ->
          place == null
              ? decree.personal(
                  Objects.requireNonNull(picture),
                  Objects.requireNonNull(look.title()),
                  Objects.requireNonNull(look.fullName()))
              : decree.personal(Objects.requireNonNull(picture), place);
      case SEAL ->
          place == null
              ? decree.seal(Objects.requireNonNull(picture), look.field())
              : new Appearance(place, Objects.requireNonNull(picture));
      case ANNEX -> placed(decree.annex(Objects.requireNonNull(look.number()), now), place);
      case COPY ->
          placed(
              decree.copy(
                  CopyKind.valueOf(look.kind().name()), Objects.requireNonNull(look.agency()), now),
              place);
    };
  }

  private @Nullable Placement place() {
    Look.Spot spot = look.spot();
    if (spot != null) {
      return new Placement.AtPage(
          spot.page(), Corner.TOP_LEFT, Millimetres.of(spot.x()), Millimetres.of(spot.y()), null);
    }
    String anchor = look.anchor();
    if (anchor != null) {
      return new Placement.AtText(anchor, Placement.Side.RIGHT, GAP, null);
    }
    String field = look.field();
    return field == null || look.profile() == Look.Profile.SEAL
        ? null
        : new Placement.InField(field);
  }

  private static Appearance placed(Appearance mark, @Nullable Placement place) {
    return place == null ? mark : new Appearance(place, mark.content());
  }

  private static Picture picture(Path file, double width, Words words) {
    try {
      return switch (Picture.png(Files.readAllBytes(file), Millimetres.of(width))) {
        case PictureReading.Read(Picture read) -> read;
        case PictureReading.Unreadable(PictureReading.Reason reason, String detail) ->
            throw new UsageFault(
                words.say("usage.image", file, words.detail(reason + ": " + detail)));
      };
    } catch (IOException e) {
      throw new UsageFault(words.say("usage.image", file, FileTrouble.of(e, words)), e);
    }
  }
}
