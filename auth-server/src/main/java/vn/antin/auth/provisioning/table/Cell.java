package vn.antin.auth.provisioning.table;

/**
 * One cell as it stands in a file; an empty one is {@link #EMPTY}.
 *
 * @param text what it says; a date as {@code yyyy-MM-dd}, a number with all its digits
 */
public record Cell(String text, Kind kind) {
  public static final Cell EMPTY = new Cell("", Kind.TEXT);

  /** What the file says the cell holds. */
  public enum Kind {
    TEXT,
    NUMBER,
    DATE,
    /** A formula; what it last computed is not looked at. */
    FORMULA,
    /** An error such as {@code #REF!}. */
    FAULT
  }

  public static Cell text(String text) {
    return text.isEmpty() ? EMPTY : new Cell(text, Kind.TEXT);
  }

  public boolean isEmpty() {
    return text.isBlank() && kind == Kind.TEXT;
  }
}
