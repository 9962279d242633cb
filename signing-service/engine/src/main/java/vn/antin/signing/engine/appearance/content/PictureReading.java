package vn.antin.signing.engine.appearance.content;

/** What became of the bytes of a picture. */
public sealed interface PictureReading {

  /** It can be drawn. */
  record Read(Picture picture) implements PictureReading {}

  /** It cannot. {@code detail} is for who brought it. */
  record Unreadable(Reason reason, String detail) implements PictureReading {}

  /** Why a picture is refused. */
  enum Reason {
    NOT_PNG,
    TOO_LARGE,
    DAMAGED
  }
}
