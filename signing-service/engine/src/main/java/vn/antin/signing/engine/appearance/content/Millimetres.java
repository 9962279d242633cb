package vn.antin.signing.engine.appearance.content;

/** A length on paper. */
public record Millimetres(double value) {

  private static final double POINTS = 72 / 25.4;

  /** Ten metres: more is a mistake. */
  private static final double LIMIT = 10_000;

  public Millimetres {
    if (!(Math.abs(value) <= LIMIT)) {
      throw new IllegalArgumentException("Not a length on paper: " + value + " mm");
    }
  }

  public static Millimetres of(double value) {
    return new Millimetres(value);
  }

  public static Millimetres ofPoints(double points) {
    return new Millimetres(points / POINTS);
  }

  /** In points of 1/72 inch. */
  public double points() {
    return value * POINTS;
  }
}
