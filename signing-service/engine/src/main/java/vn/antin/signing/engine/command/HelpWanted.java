package vn.antin.signing.engine.command;

/** Somebody asked for the help of a command. */
final class HelpWanted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;

  HelpWanted(String text) {
    super(text);
    this.text = text;
  }

  String text() {
    return text;
  }
}
