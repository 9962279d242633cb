package vn.antin.signing.engine.appearance.content;

/** Width and height on paper. */
public record Size(Millimetres width, Millimetres height) {

  public Size {
    if (width.value() <= 0 || height.value() <= 0) {
      throw new IllegalArgumentException("A box has a width and a height");
    }
  }
}
