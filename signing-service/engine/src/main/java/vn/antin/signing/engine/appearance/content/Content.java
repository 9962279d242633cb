package vn.antin.signing.engine.appearance.content;

import java.util.List;

/** What an appearance shows. Everything has a natural size on paper and is never enlarged. */
public sealed interface Content
    permits Picture, TextBlock, QrBlock, Content.SideBySide, Content.Blank {

  /** Nothing yet: room that a later step draws into. */
  record Blank(Size size) implements Content {}

  /** From left to right, each in the middle of the height. */
  record SideBySide(List<Content> parts, Millimetres gap) implements Content {

    private static final int MOST = 8;

    public SideBySide {
      parts = List.copyOf(parts);
      if (parts.isEmpty() || parts.size() > MOST) {
        throw new IllegalArgumentException("One to %d parts stand side by side".formatted(MOST));
      }
    }
  }
}
