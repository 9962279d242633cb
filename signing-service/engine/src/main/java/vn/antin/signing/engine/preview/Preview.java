package vn.antin.signing.engine.preview;

/** What became of rendering a page. */
public sealed interface Preview {

  /** A picture. */
  final class Png implements Preview {

    private final byte[] bytes;

    Png(byte[] bytes) {
      this.bytes = bytes;
    }

    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** The document has fewer pages. */
  record NoSuchPage() implements Preview {}

  /** The page cannot be shown; the document may still be signed. */
  record NotRendered(Reason reason) implements Preview {}

  /** Why a page is not shown. */
  enum Reason {
    /** The document is not one that can be read. */
    UNREADABLE,
    /** The page needs more memory than is given. */
    TOO_COMPLEX,
    TIMED_OUT,
    /** All renderers are at work; ask again. */
    BUSY
  }
}
