package vn.antin.standalone.bench;

/** An answer that a correct provider would not have given. */
final class WrongAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongAnswer(String message) {
    super(message);
  }
}
