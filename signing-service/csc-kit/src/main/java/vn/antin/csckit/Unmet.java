package vn.antin.csckit;

/** An expectation is not met; says what was expected and what was found. */
final class Unmet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unmet(String message) {
    super(message);
  }

  static void unless(boolean met, String message) {
    if (!met) {
      throw new Unmet(message);
    }
  }
}
